using System.IO.Compression;

namespace Bpf.Runtime.Kernel;

/// <summary>Options with which the kernel was built.</summary>
internal static class KernelConfiguration
{
    private static volatile Dictionary<string, string>? s_running;

    /// <summary>Options of the running kernel by name, with their values as written; empty when the kernel does not expose them.</summary>
    /// <exception cref="BpfException">They exist, but cannot be read at the moment.</exception>
    public static IReadOnlyDictionary<string, string> Running => s_running ??= ReadRunning();

    /// <summary>Parses the options in a configuration file.</summary>
    public static Dictionary<string, string> Parse(TextReader reader)
    {
        Dictionary<string, string> options = [];
        while (reader.ReadLine() is { } line)
        {
            int equals = line.IndexOf('=');
            if (equals > 0 && line.StartsWith("CONFIG_", StringComparison.Ordinal))
            {
                options[line[..equals].Trim()] = line[(equals + 1)..].Trim();
            }
        }

        return options;
    }

    private static Dictionary<string, string> ReadRunning()
    {
        try
        {
            string release = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
            string path = $"/boot/config-{release}";
            if (File.Exists(path))
            {
                using StreamReader plain = new(path);
                return Parse(plain);
            }

            using StreamReader packed = new(new GZipStream(File.OpenRead("/proc/config.gz"), CompressionMode.Decompress));
            return Parse(packed);
        }
        catch (Exception exception)
        when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or InvalidDataException)
        {
            return [];
        }
        catch (IOException exception)
        {
            throw new BpfException("read", "the configuration of the kernel", null, exception.Message, exception);
        }
    }
}
