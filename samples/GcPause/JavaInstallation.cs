using Bpf.Runtime;

namespace Samples;

/// <summary>Finds the virtual machine behind a java command.</summary>
internal static class JavaInstallation
{
    private const string Advice =
        "Install a JDK (Debian: apt install openjdk-17-jdk-headless) or name one with --java; to trace a virtual machine that runs already use --pid.";

    /// <summary>Path of the libjvm.so that a java command loads.</summary>
    /// <exception cref="BpfException">There is no such command, or it belongs to no Java installation.</exception>
    public static string FindLibrary(string java)
    {
        string path = FindCommand(java) ?? throw new BpfException("find Java", java, Errno.ENOENT, Advice);
        string home = Path.GetDirectoryName(Path.GetDirectoryName(path))!;
        string library = Path.Combine(home, "lib", "server", "libjvm.so");
        return File.Exists(library)
            ? library
            : throw new BpfException("find the Java virtual machine of", path, Errno.ENOENT, $"There is no {library}. {Advice}");
    }

    private static string? FindCommand(string java)
    {
        IEnumerable<string> candidates = java.Contains('/')
            ? [java]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(directory => Path.Combine(directory, java));
        string? file = candidates.FirstOrDefault(File.Exists);

        // What is on PATH is a symbolic link into the installation, often by way of /etc/alternatives.
        return file is null ? null : File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
    }
}
