using Bpf.Runtime;

namespace Bpf.Cli.Verify;

/// <summary>The C library that the first process of a virtual machine needs, by its paths there.</summary>
internal static class GuestLibraries
{
    private static readonly Dictionary<string, string> s_interpreters = new()
    {
        ["x86_64"] = "/lib64/ld-linux-x86-64.so.2",
        ["aarch64"] = "/lib/ld-linux-aarch64.so.1",
    };

    private static readonly string[] s_names = ["libc.so.6", "libm.so.6"];

    /// <summary>
    /// Finds them: for this machine's architecture those that this process itself has loaded, so that nothing has to be downloaded; for another one those of
    /// Debian.
    /// </summary>
    /// <param name="architecture">The architecture.</param>
    /// <returns>Pairs of a path in the virtual machine and a file here.</returns>
    /// <exception cref="BpfException">They are neither here nor can they be downloaded.</exception>
    public static IReadOnlyList<(string Path, string File)> Of(string architecture)
    {
        string interpreter = s_interpreters[architecture];
        IEnumerable<string> files = architecture == AssemblyResources.OwnArchitecture && Loaded() is { Length: > 0 } loaded ? loaded : Downloaded(architecture);
        List<(string Path, string File)> libraries = [];
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            if (name == Path.GetFileName(interpreter))
            {
                libraries.Add((interpreter, file));
            }
            else if (s_names.Contains(name))
            {
                // Where the interpreter searches depends on the distribution that built it.
                libraries.Add((architecture == AssemblyResources.OwnArchitecture ? file : $"/lib/{name}", file));
            }
        }

        return libraries;
    }

    // None on a system without glibc.
    private static string[] Loaded()
    {
        string[] files = [.. File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..]).Where(File.Exists).Distinct()];
        return Array.Exists(files, file => Path.GetFileName(file) == s_names[0]) ? files : [];
    }

    private static string[] Downloaded(string architecture)
    {
        string folder = Path.Combine(KernelScripts.Kernels, $"{architecture}-libraries");
        if (!Directory.Exists(folder))
        {
            KernelImage.Run("download the C library", architecture, "libraries", architecture, folder);
        }

        return Directory.GetFiles(Path.Combine(folder, "lib"));
    }
}
