using Bpf.Runtime.Processes;

namespace Bpf.Runtime.Attach;

/// <summary>
/// From the binary as a user writes it to a file: a path is taken as it is; a library name (<c>libc</c>, <c>libc.so.6</c>) is looked for where the
/// dynamic linker looks; anything else is a program on PATH. Only regular files count.
/// </summary>
internal static class BinaryLocator
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Finds the file.</summary>
    /// <param name="binary">What the user wrote.</param>
    /// <param name="root">Directory that stands for <c>/</c>: empty, or <c>/proc/PID/root</c> for the view of another process.</param>
    /// <exception cref="BinaryNotFoundException">There is none; the message lists where it was looked for.</exception>
    public static string Find(string binary, string root = "")
    {
        if (binary.Contains('/'))
        {
            // A relative path is the caller's own.
            string path = binary.StartsWith('/') ? root + binary : binary;
            return File.Exists(path) ? path : throw new BinaryNotFoundException(binary, Directory.Exists(path) ? $"{path} is a directory." : $"There is no file {path}.");
        }

        List<string> searched = [];
        return IsLibraryName(binary)
            ? FindLibrary(binary, root, searched) ?? throw new BinaryNotFoundException(binary, Searched(searched))
            : FindLibrary($"{binary}.so", root, searched)
              ?? FindProgram(binary, root, searched)
              ?? throw new BinaryNotFoundException(binary, Searched(searched));
    }

    /// <summary>True when a mapped file is the library that a user names: <c>libc</c> and <c>libc.so</c> mean <c>libc.so.6</c> too.</summary>
    public static bool IsNamed(string path, string binary)
    {
        ReadOnlySpan<char> file = Path.GetFileName(path.AsSpan());
        if (file.SequenceEqual(binary))
            return true;

        string stem = IsLibraryName(binary) ? binary : $"{binary}.so";
        return file.StartsWith(stem, StringComparison.Ordinal) && (file.Length == stem.Length || file[stem.Length] == '.');
    }

    private static bool IsLibraryName(string name)
        => name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal);

    private static string? FindLibrary(string name, string root, List<string> searched)
    {
        // The environment is this process's, so it says nothing of another root.
        IEnumerable<string> directories = root.Length == 0 ? Split(Environment.GetEnvironmentVariable("LD_LIBRARY_PATH")) : [];
        string? found = FirstIn(directories, name, root, searched);
        if (found is not null)
            return found;

        searched.Add($"{root}/etc/ld.so.cache");
        foreach (string path in LinkerCache.Find(name, root))
        {
            if (File.Exists(root + path))
                return root + path;
        }

        return FirstIn(LibraryDirectories.All, name, root, searched);
    }

    private static string? FindProgram(string name, string root, List<string> searched)
    {
        string path = root.Length == 0 ? Environment.GetEnvironmentVariable("PATH") ?? DefaultPath : DefaultPath;
        foreach (string directory in Split(path))
        {
            string candidate = $"{root}{directory}/{name}";
            bool exists = File.Exists(candidate);
            if (exists && ProcessCalls.Access(candidate, ProcessCalls.MayExecute) == 0)
                return candidate;

            searched.Add(exists ? $"{candidate} (which may not be executed)" : root + directory);
        }

        return null;
    }

    private static string? FirstIn(IEnumerable<string> directories, string name, string root, List<string> searched)
    {
        foreach (string directory in directories)
        {
            string candidate = $"{root}{directory}/{name}";
            if (File.Exists(candidate))
                return candidate;

            // "libc.so" without its number: the numbered file, unless the name is that of a linker script's package.
            if (name.EndsWith(".so", StringComparison.Ordinal) && Newest(root + directory, name) is { } numbered)
                return numbered;

            searched.Add(root + directory);
        }

        return null;
    }

    // Of libx.so.9, libx.so.10 and libx.so.10.bak the second.
    private static string? Newest(string directory, string name)
    {
        return !Directory.Exists(directory) ? null : Directory.EnumerateFiles(directory, $"{name}.*")
            .Where(path => Numbers(path).All(number => number.Length > 0 && number.All(char.IsAsciiDigit)))
            .MaxBy(path => string.Join('.', Numbers(path).Select(number => number.PadLeft(10, '0'))), StringComparer.Ordinal);

        string[] Numbers(string path) => Path.GetFileName(path)[(name.Length + 1)..].Split('.');
    }

    private static string[] Split(string? path) => path?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Searched(List<string> places) => $"It was looked for in {string.Join(", ", places.Distinct())}.";
}
