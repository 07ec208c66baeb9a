using System.Diagnostics;
using System.Security.Cryptography;

namespace Bpf.Cli.Verify;

/// <summary>The scripts of this repository that fetch and boot kernels, which are resources of this program.</summary>
internal static class KernelScripts
{
    private static readonly string[] s_names = ["apt.sh", "kernels.sh"];
    private static readonly Lazy<string> s_path = new(Unpack);

    /// <summary>Folder of the kernels; each is a folder with the file vmlinuz and, if it is known, config.</summary>
    public static string Kernels { get; } = Path.Combine(CacheDirectory.Path, "kernels");

    /// <summary>Prepares a call of kernels.sh.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    public static ProcessStartInfo Call(params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("bash", [s_path.Value, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BPF_KERNELS"] = Kernels;
        return start;
    }

    // The folder is named after the contents, so that versions of this program do not get in each other's way.
    private static string Unpack()
    {
        (string Name, byte[] Contents)[] scripts = [.. s_names.Select(name => (name, Read(name)))];
        string hash = Convert.ToHexStringLower(SHA256.HashData([.. scripts.SelectMany(script => script.Contents)]))[..16];
        string folder = Path.Combine(CacheDirectory.Path, "scripts", hash, "eng");
        foreach ((string name, byte[] contents) in scripts)
        {
            string path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                CacheDirectory.Write(path, contents);
            }
        }

        return Path.Combine(folder, s_names[^1]);
    }

    private static byte[] Read(string name)
    {
        using Stream resource = typeof(KernelScripts).Assembly.GetManifestResourceStream($"eng/{name}")!;
        byte[] contents = new byte[resource.Length];
        resource.ReadExactly(contents);
        return contents;
    }
}
