import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local behind a door of its own: its command line opens the port on every network interface and lets in
 * whoever comes. This one listens on the loopback address, and only for requests whose path begins with DOOR.
 *
 * Arguments: a port, and the folder of the database files, which are in memory without one.
 * Door.class is made of this file by `npm run door`.
 */
public final class Door extends Handler.Wrapper {
  private final String path;

  private Door(String path, Handler engine) {
    super(engine);
    this.path = path;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getHttpURI().getPath().startsWith(path)) return super.handle(request, response, callback);
    response.setStatus(403);
    callback.succeeded();
    return true;
  }

  public static void main(String[] arguments) throws Exception {
    var folder = arguments.length > 1 ? arguments[1] : null;
    var engine = new LocalDynamoDBRequestHandler(0, folder == null, folder, false, false);
    // No page of any origin is let in.
    var handler = new LocalDynamoDBServerHandler(engine, "");
    var server = new Server(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Integer.parseInt(arguments[0])));
    server.setHandler(new Door(System.getenv("DOOR"), new ContextHandler(handler)));
    try {
      server.start();
    } catch (Exception fault) {
      System.err.println(fault.getMessage());
      // Threads of the server would keep this running.
      System.exit(1);
    }
    server.join();
  }
}
