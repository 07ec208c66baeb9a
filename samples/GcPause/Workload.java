import java.util.ArrayList;
import java.util.List;

/** Allocates memory, and requests as many collections as its argument says. */
public class Workload {
    public static void main(String[] arguments) {
        int collections = Integer.parseInt(arguments[0]);
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < collections; i++) {
            for (int j = 0; j < 200; j++) {
                byte[] block = new byte[8192];
                if (j % 10 == 0) {
                    kept.add(block);
                }
            }
            System.gc();
        }
    }
}
