using Bpf.Runtime.Processes;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>
/// Resolves a binary as written by a user to a file: a path is used as is; a library name (<c>libc</c>, <c>libc.so.6</c>) is searched for where the
/// dynamic linker searches; anything else is a program on PATH. Only regular files count.
/// </summary>
/// <param name="root">Root at which paths start.</param>
/// <param name="libraryPath">LD_LIBRARY_PATH of the process that would load the library.</param>
/// <param name="programPath">PATH of that process; <see langword="null"/> for the default.</param>
/// <param name="isMusl">True when the process uses musl's dynamic linker, which searches other places.</param>
internal sealed class BinaryLocator(FileRoot root, string? libraryPath = null, string? programPath = null, bool isMusl = false)
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static readonly string[] s_muslDirectories = ["/lib", "/usr/local/lib", "/usr/lib"];

    /// <summary>The locator for this process.</summary>
    public static BinaryLocator Own
        => new(FileRoot.Own, Environment.GetEnvironmentVariable("LD_LIBRARY_PATH"), Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Finds the file.</summary>
    /// <param name="binary">The binary as the user wrote it.</param>
    /// <exception cref="BinaryNotFoundException">There is no such file; the message lists the places searched.</exception>
    public LocatedFile Find(string binary)
    {
        if (binary.Contains('/'))
        {
            return FindPath(binary);
        }

        List<string> searched = [];
        return FindName(binary, searched) ?? throw new BinaryNotFoundException(binary, $"Searched in {string.Join(", ", searched.Distinct())}.");
    }

    /// <summary>Finds a library or program by name; <see langword="null"/> when there is none.</summary>
    public LocatedFile? TryFindName(string name) => FindName(name, []);

    /// <summary>Finds a library; <see langword="null"/> when there is none.</summary>
    public LocatedFile? TryFindLibrary(string name) => FindLibrary(LibraryName.IsComplete(name) ? name : $"{name}.so", []);

    private LocatedFile? FindName(string name, List<string> searched)
        => LibraryName.IsComplete(name) ? FindLibrary(name, searched) : FindLibrary($"{name}.so", searched) ?? FindProgram(name, searched);

    private LocatedFile FindPath(string path)
    {
        (FileRoot start, string inner) = root.Directory is null ? FileRoot.Split(path) : (root, path);
        Errno error = start.Open(inner, out BpfHandle file);
        if (error is Errno.EACCES or Errno.EPERM)
        {
            throw new BpfException("open", path, error, "This process is not allowed to search a directory in the path.");
        }

        if (error != Errno.None)
        {
            throw new BinaryNotFoundException(path,
                error == Errno.ENOENT ? $"There is no file {start.NameOf(inner)}." : $"The path {start.NameOf(inner)} cannot be followed ({error}).");
        }

        Statx status = FileStatus.Of(file);
        if (status.IsRegular)
        {
            return new LocatedFile(file, start, inner);
        }

        file.Dispose();
        throw new BinaryNotFoundException(path, $"{start.NameOf(inner)} is {(status.IsDirectory ? "a directory" : "not a regular file")}.");
    }

    private LocatedFile? FindLibrary(string name, List<string> searched)
    {
        if (FirstIn(Split(libraryPath), name, searched) is { } preferred)
        {
            return preferred;
        }

        if (!isMusl)
        {
            searched.Add(root.NameOf(LinkerCache.Path));
            foreach (string path in LinkerCache.Find(name, root))
            {
                if (Open(path) is { } cached)
                {
                    return cached;
                }
            }
        }

        LocatedFile? found = FirstIn(isMusl ? MuslDirectories() : LibraryDirectories.All, name, searched);
        if (found is null && LibraryName.IsWithinMusl(name) && root.NamesIn("/lib", "ld-musl-*.so.1") is [var loader, ..])
        {
            found = Open($"/lib/{loader}");
        }

        return found;
    }

    // A file of musl's own replaces its built-in list; lines or colons separate the directories.
    private string[] MuslDirectories()
    {
        foreach (string name in root.NamesIn("/etc", "ld-musl-*.path"))
        {
            if (root.TryRead($"/etc/{name}") is { } text)
            {
                return System.Text.Encoding.UTF8.GetString(text).Split([':', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            }
        }

        return s_muslDirectories;
    }

    private LocatedFile? FindProgram(string name, List<string> searched)
    {
        foreach (string directory in Split(programPath ?? DefaultPath))
        {
            LocatedFile? candidate = Open($"{directory}/{name}");
            if (candidate is { } file && ProcessCalls.Access(file.OpenPath, ProcessCalls.MayExecute) == 0)
            {
                return candidate;
            }

            searched.Add(candidate is { } refused ? $"{refused.Name} (which may not be executed)" : root.NameOf(directory));
            candidate?.Dispose();
        }

        return null;
    }

    private LocatedFile? FirstIn(IEnumerable<string> directories, string name, List<string> searched)
    {
        foreach (string directory in directories)
        {
            if (Open($"{directory}/{name}") is { } exact)
            {
                return exact;
            }

            // "libc.so" without its number means the numbered file, unless a development package installed a linker script by that name.
            if (name.EndsWith(".so", StringComparison.Ordinal) && Newest(directory, name) is { } numbered && Open($"{directory}/{numbered}") is { } newest)
            {
                return newest;
            }

            searched.Add(root.NameOf(directory));
        }

        return null;
    }

    private LocatedFile? Open(string path) => root.TryOpenFile(path) is { } file ? new LocatedFile(file, root, path) : null;

    // Of libx.so.9, libx.so.10 and libx.so.10.bak, the second.
    private string? Newest(string directory, string name)
    {
        // The pattern also finds the unnumbered name, such as a dangling link.
        return root.NamesIn(directory, $"{name}.*")
            .Where(file => file.Length > name.Length)
            .Where(file => Numbers(file).All(number => number.Length > 0 && number.All(char.IsAsciiDigit)))
            .MaxBy(file => string.Join('.', Numbers(file).Select(number => number.PadLeft(10, '0'))), StringComparer.Ordinal);

        string[] Numbers(string file) => file[(name.Length + 1)..].Split('.');
    }

    private static string[] Split(string? path) => path?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
