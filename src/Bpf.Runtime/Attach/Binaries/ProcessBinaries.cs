using System.Text;
using Bpf.Objects.Elf;
using Bpf.Symbols;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>
/// The files of one process from its own point of view: those it has mapped, or else what a path leads to in its root. A library it has not mapped is
/// accepted only when it is about to be: by full path, or while the process is starting.
/// </summary>
internal sealed class ProcessBinaries
{
    private const int MostListed = 8;
    private readonly int _processId;
    private readonly FileRoot _root;
    private readonly List<MemoryMapping> _mappings;
    private readonly MappedFileLocator _files;

    private ProcessBinaries(int processId)
    {
        _processId = processId;
        _root = FileRoot.Of(processId);
        _mappings = 
        [
            .. ProcessMaps.Read(processId).Mappings.Where(mapping => mapping.IsExecutable && mapping.IsFile)
                .DistinctBy(mapping => (mapping.DeviceMajor, mapping.DeviceMinor, mapping.Inode, mapping.Name)),
        ];
        _files = new($"/proc/{processId}", _root);
    }

    private string ExecutableLink => $"/proc/{_processId}/exe";

    /// <summary>Finds the file that a process has mapped, or is about to map, under a name or path.</summary>
    /// <exception cref="BpfException">The process does not exist or cannot be inspected.</exception>
    /// <exception cref="BinaryNotFoundException">The process has no such file; the message lists the files it has.</exception>
    public static ProbedFile Find(int processId, string binary)
    {
        ProcessBinaries files = new(processId);
        return binary.Contains('/') ? files.FindPath(binary) : files.FindName(binary);
    }

    private ProbedFile FindPath(string path)
    {
        if (path == "/proc/self/exe" || path == ExecutableLink)
        {
            return OpenExecutable() ?? throw new BinaryNotFoundException(path, $"Process {_processId} has no executable file.");
        }

        LocatedFile? found;
        BinaryNotFoundException? missing = null;
        try
        {
            found = Locate(path);
        }
        catch (BinaryNotFoundException exception)
        {
            (found, missing) = (null, exception);
        }

        if (found is { } located)
        {
            Statx status = FileStatus.Of(located.Handle);
            if (_mappings.Exists(mapping => mapping.IsOf(status, located.Handle)))
            {
                return ProbedFile.Of(located);
            }
        }

        // The path now leads to another file or nowhere; the process still runs the one it had.
        if (Stale(path) is { } stale)
        {
            found?.Dispose();
            return Open(stale);
        }

        ProbedFile unmapped = ProbedFile.Of(found ?? throw missing!);
        unmapped.AwaitedBy = IsStarting() ? null : _processId;
        return unmapped;
    }

    private bool IsStarting()
    {
        using ProbedFile? executable = OpenExecutable();
        return executable is not null && Dynamic(executable.OpenPath)?.Interpreter is { } interpreter && IsUnstarted(interpreter);
    }

    // A relative path is relative to the caller.
    private LocatedFile Locate(string path)
    {
        if (!path.StartsWith('/'))
        {
            return BinaryLocator.Own.Find(_root.Directory is null ? Path.GetFullPath(path) : path);
        }

        (FileRoot root, string inner) = FileRoot.Split(path);
        bool isOfThis = root.Directory is null || root.Directory == $"/proc/{_processId}/root" || root.Directory == "/proc/self/root";
        return isOfThis ? new BinaryLocator(_root).Find(inner) : BinaryLocator.Own.Find(path);
    }

    private MemoryMapping? Stale(string path)
    {
        string written = FileRoot.Split(Path.GetFullPath(path)).Path;
        string[] asked = [written, _root.Follow(written) ?? written];
        foreach (Func<string, bool> isMeant in (Func<string, bool>[])[asked.Contains, IsOlderVersion, IsOnDetachedMount])
        {
            foreach (MemoryMapping mapping in _mappings)
            {
                if (!mapping.Paths.Any(text => isMeant(_root.Inner(text) ?? text)) || LeadsTo(mapping))
                {
                    continue;
                }

                return mapping;
            }
        }

        return null;

        // The link to the library was redirected to its successor.
        bool IsOlderVersion(string text)
            => Array.Exists(asked, each => Path.GetDirectoryName(text) == Path.GetDirectoryName(each) && LibraryName.IsNamed(text, Path.GetFileName(each)));

        // On a detached mount, paths start at the mount.
        bool IsOnDetachedMount(string text) => Array.Exists(asked, each => text.Length > 1 && each.EndsWith(text, StringComparison.Ordinal));
    }

    private ProbedFile FindName(string name)
    {
        if (Mapped(name) is { } mapped && !(LibraryName.IsJoined(name) && IsPlaceholder(mapped)))
        {
            return Open(mapped);
        }

        // The C library may contain the functions of the requested one.
        if (LibraryName.IsWithinMusl(name) && Mapped("libc") is { } libc && HasFunctionsOf(libc, name))
        {
            return Open(libc);
        }

        using ProbedFile? executable = OpenExecutable();
        ElfDynamic? linked = executable is null ? null : Dynamic(executable.OpenPath);
        if (linked?.Interpreter is { } interpreter && Expected(name, interpreter, linked) is { } expected)
        {
            return ProbedFile.Of(expected);
        }

        throw NotMapped(name, executable, linked);
    }

    // By file name, exactly or without its number, or else by the name stored in the file: "libc-2.31.so" is "libc.so.6".
    private MemoryMapping? Mapped(string name)
    {
        foreach (Func<MemoryMapping, bool> isMeant in (Func<MemoryMapping, bool>[])[IsExact, IsNumbered, IsMusl, IsByItself])
        {
            MemoryMapping[] found = [.. _mappings.Where(isMeant)];
            MemoryMapping[] current = found.Length > 1 ? [.. found.Where(mapping => !mapping.IsMarkedDeleted)] : found;
            if (current.Length > 1)
            {
                string paths = string.Join(", ", current.Select(mapping => mapping.Name));
                throw new BinaryNotFoundException(name,
                    $"Process {_processId} has mapped several files with that name: {paths}. Give the full path of the intended one.");
            }

            if (found.Length > 0)
            {
                return current is [var only] ? only : found[0];
            }
        }

        return null;

        bool IsExact(MemoryMapping mapping) => mapping.Paths.Any(path => Path.GetFileName(path) == name);
        bool IsNumbered(MemoryMapping mapping) => mapping.Paths.Any(path => LibraryName.IsNamed(path, name));
        bool IsMusl(MemoryMapping mapping) => LibraryName.IsWithinMusl(name) && LibraryName.IsMuslLoader(mapping.Name);
        bool IsByItself(MemoryMapping mapping) => _files.TryOpen(mapping) is { } handle && IsOwnName(handle);

        bool IsOwnName(BpfHandle handle)
        {
            using (handle)
            {
                return Dynamic($"/proc/self/fd/{handle.Descriptor}")?.Name is { } own && LibraryName.IsNamed(own, name);
            }
        }
    }

    private bool IsPlaceholder(MemoryMapping mapping)
    {
        using BpfHandle? handle = _files.TryOpen(mapping);
        return handle is not null && JoinedLibraries.IsPlaceholder($"/proc/self/fd/{handle.Descriptor}");
    }

    private bool HasFunctionsOf(MemoryMapping libc, string name)
    {
        if (LibraryName.IsMuslLoader(libc.Name))
        {
            return true;
        }

        using BpfHandle? handle = LibraryName.IsJoined(name) ? _files.TryOpen(libc) : null;
        return handle is not null && JoinedLibraries.HasJoined($"/proc/self/fd/{handle.Descriptor}");
    }

    // What will be mapped: before the dynamic linker's first instruction this can be anything, even after an exec; later it is what the program is
    // linked with.
    private LocatedFile? Expected(string name, string interpreter, ElfDynamic linked)
    {
        bool isMusl = LibraryName.IsMuslLoader(interpreter);
        BinaryLocator locator = new(_root, Variable("LD_LIBRARY_PATH"), Variable("PATH"), isMusl);
        if (!isMusl && IsUnstarted(interpreter))
        {
            return LibraryName.IsJoined(name) && locator.TryFindLibrary("libc") is { } libc ? Joined(libc, locator, name) : locator.TryFindName(name);
        }

        Queue<string> needed = new(linked.Needed);
        HashSet<string> seen = [.. linked.Needed];
        while (needed.TryDequeue(out string? library))
        {
            if (locator.TryFindLibrary(library) is not { } found)
            {
                continue;
            }

            if (LibraryName.IsNamed(library, name))
            {
                return found;
            }

            using (found)
            {
                foreach (string further in Dynamic(found.OpenPath)?.Needed ?? [])
                {
                    if (seen.Add(further))
                    {
                        needed.Enqueue(further);
                    }
                }
            }
        }

        return null;
    }

    private static LocatedFile? Joined(LocatedFile libc, BinaryLocator locator, string name)
    {
        if (JoinedLibraries.HasJoined(libc.OpenPath))
        {
            return libc;
        }

        libc.Dispose();
        return locator.TryFindLibrary(name);
    }

    private bool IsUnstarted(string interpreter)
    {
        using BpfHandle? linker = _root.TryOpenFile(interpreter);
        using BpfHandle? program = Native.Open(ExecutableLink, Native.OpenPath, out BpfHandle open) == Errno.None ? open : null;
        return linker is not null && program is not null && _mappings.TrueForAll(mapping => IsOf(mapping, linker) || IsOf(mapping, program));

        static bool IsOf(MemoryMapping mapping, BpfHandle file) => mapping.IsOf(FileStatus.Of(file), file);
    }

    private ProbedFile Open(MemoryMapping mapping)
    {
        BpfHandle handle = _files.TryOpen(mapping) ?? throw new BpfException("open", mapping.Name, Errno.EPERM,
            $"Process {_processId} has mapped a file that this path no longer leads to. Opening it through the mapping requires CAP_SYS_ADMIN or "
                + "CAP_CHECKPOINT_RESTORE in the initial user namespace.");
        string? path = _files.PathTo(mapping);
        string text = mapping.Paths.First();
        return path is null
            ? ProbedFile.Open(handle, $"{text} (mapped by process {_processId})", _root, null)
            : ProbedFile.Open(handle, _root.NameOf(path), _root, path);
    }

    private bool LeadsTo(MemoryMapping mapping) => _files.PathTo(mapping) is not null;

    private ProbedFile? OpenExecutable()
    {
        if (LinkAt(ExecutableLink) is not { } text || Native.Open(ExecutableLink, Native.OpenPath, out BpfHandle program) != Errno.None)
        {
            return null;
        }

        return ProbedFile.Open(program, _root.Inner(text) is { } path ? _root.NameOf(path) : text, _root, _root.Inner(text));
    }

    private string? Variable(string name)
    {
        try
        {
            string start = $"{name}=";
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{_processId}/environ")).Split('\0')
                .FirstOrDefault(text => text.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private BinaryNotFoundException NotMapped(string name, ProbedFile? executable, ElfDynamic? linked)
    {
        if (executable is null)
        {
            return new(name, $"Process {_processId} has no executable file: it is a kernel thread, or it has exited.");
        }

        if (linked is { Interpreter: null })
        {
            string language = IsGo(executable.OpenPath) ? " (Go)" : "";
            return new(name,
                $"Process {_processId} has not mapped it: {executable.Path} is statically linked{language}, so it has no libraries. "
                + "Functions of a library that was linked in are in the program itself.");
        }

        string[] mapped = [.. _mappings.Select(mapping => Path.GetFileName(mapping.Name)).Distinct()];
        string more = mapped.Length > MostListed ? $" and {mapped.Length - MostListed} more" : "";
        string example = LaterPath(name, linked) is { } path ? $", such as {path}" : "";
        string shown = string.Join(", ", mapped.Take(MostListed));
        return new(name,
            $"Process {_processId} ({executable.Path}) has not mapped it; it has mapped {shown}{more}. "
            + $"To probe a library that it will load later, give the full path{example}.");
    }

    private string? LaterPath(string name, ElfDynamic? linked)
    {
        BinaryLocator locator = new(_root, Variable("LD_LIBRARY_PATH"), null, linked?.Interpreter is { } interpreter && LibraryName.IsMuslLoader(interpreter));
        using LocatedFile? later = locator.TryFindLibrary(name);
        return later?.Path;
    }

    private static bool IsGo(string path) => Elf(path, file => file.FindSection(".go.buildinfo"u8) >= 0 || file.FindSection(".gopclntab"u8) >= 0);

    private static ElfDynamic? Dynamic(string path) => Elf(path, ElfDynamic.Read);

    private static T? Elf<T>(string path, Func<ElfFile, T> read)
    {
        try
        {
            using MappedFile mapping = MappedFile.Open(path);
            return read(new ElfFile(mapping, path));
        }
        catch (BpfException)
        {
            // Another kind of file, with nothing to report here.
            return default;
        }
    }

    private static string? LinkAt(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
