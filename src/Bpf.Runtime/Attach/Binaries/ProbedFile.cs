using Bpf.Runtime.Files;
using Bpf.Runtime.Processes;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>The file under a probe. It is opened once, and symbols and kernel then see that open file, whatever happens to its path meanwhile.</summary>
internal sealed class ProbedFile : IDisposable
{
    private readonly BpfHandle _open;
    private readonly string? _ownPath;

    private ProbedFile(BpfHandle open, string path, FileRoot root, string? pathInRoot)
    {
        _open = open;
        Path = path;
        Root = root;
        PathInRoot = pathInRoot;
        _ownPath = root.Directory is null && pathInRoot is not null ? path : null;
        Identity = FileIdentity.Of(open);
        if (!Identity.IsAt(OpenPath))
        {
            throw new BpfException("open", path, null, $"{OpenPath} does not lead to it. Is /proc mounted, and for the pid namespace of this process?");
        }
    }

    /// <summary>Path of the file, for people.</summary>
    public string Path { get; }

    /// <summary>Where the process that runs the file looks up paths.</summary>
    public FileRoot Root { get; }

    /// <summary>Path of the file in that root; <see langword="null"/> when no path leads to it.</summary>
    public string? PathInRoot { get; }

    /// <summary>Which file it is.</summary>
    public FileIdentity Identity { get; }

    /// <summary>The process to be probed, when it has started and not mapped the file: its code does not run there, yet or at all.</summary>
    public int? AwaitedBy { get; set; }

    /// <summary>The open file.</summary>
    public BpfHandle Handle => _open;

    /// <summary>Path under which this process, and the kernel on its behalf, open this very file.</summary>
    public string OpenPath => $"/proc/self/fd/{_open.Descriptor}";

    /// <summary>The same for parts of the kernel that keep the path to show it: the file's own, as long as that leads to it and has no blanks.</summary>
    public string ShownPath
        => _ownPath is { } path && !path.Any(char.IsWhiteSpace) && Identity.IsAt(path)
            ? System.IO.Path.GetFullPath(path)
            : OpenPath;

    /// <summary>Finds a file.</summary>
    /// <param name="binary">Path, library name or program name.</param>
    /// <param name="processId">Process that is to be probed: -1 for every one, 0 for this one.</param>
    /// <param name="inProcess">A path is the process's, not this one's. Names are looked up in the process anyway.</param>
    /// <exception cref="BinaryNotFoundException">There is none.</exception>
    /// <exception cref="BpfException">The process does not exist, or the file cannot be opened.</exception>
    public static ProbedFile Find(string binary, int processId, bool inProcess)
    {
        if (processId >= 0 && (inProcess || !binary.Contains('/')))
        {
            return ProcessBinaries.Find(ProcessIds.Resolve(processId), binary);
        }

        LocatedFile found = BinaryLocator.Own.Find(binary);
        if (LibraryName.IsJoined(binary) && JoinedLibraries.IsPlaceholder(found.OpenPath) && BinaryLocator.Own.TryFindLibrary("libc") is { } libc)
        {
            found.Dispose();
            found = libc;
        }

        return Of(found);
    }

    /// <summary>Opens a file that was found by its path.</summary>
    /// <exception cref="BpfException">It may not be read.</exception>
    public static ProbedFile Of(LocatedFile located) => Open(located.Handle, located.Name, located.Root, located.Path);

    /// <summary>Opens a file.</summary>
    /// <param name="handle">The file, opened with O_PATH; disposed.</param>
    /// <param name="path">Path for people.</param>
    /// <param name="root">Where the process that runs it looks up paths.</param>
    /// <param name="pathInRoot">Its path there, if it has one.</param>
    /// <exception cref="BpfException">It is not a regular file, or may not be read.</exception>
    public static ProbedFile Open(BpfHandle handle, string path, FileRoot root, string? pathInRoot)
    {
        using (handle)
        {
            // Others, such as pipes, are not to be opened without need.
            if (!FileStatus.Of(handle).IsRegular)
            {
                throw new BpfException("open", path, null, "It is not a regular file, so it cannot be probed.");
            }

            Errno error = Native.Open($"/proc/self/fd/{handle.Descriptor}", Native.OpenReadOnly, out BpfHandle open);
            if (error != Errno.None)
            {
                throw new BpfException("open", path, error, "This process may not read it.");
            }

            try
            {
                return new ProbedFile(open, path, root, pathInRoot);
            }
            catch
            {
                open.Dispose();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _open.Dispose();
}
