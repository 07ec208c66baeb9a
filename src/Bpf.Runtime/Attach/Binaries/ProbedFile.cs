using Bpf.Objects.NativeNames;
using Bpf.Runtime.Processes;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>
/// The file under a probe. It is opened once, and both the symbol reader and the kernel use that open file, whatever happens to its path meanwhile.
/// </summary>
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
            throw new BpfException("open", path, null, $"{OpenPath} does not lead to it. Check that /proc is mounted for this process's pid namespace.");
        }
    }

    /// <summary>Path of the file, for messages.</summary>
    public string Path { get; }

    /// <summary>Root in which the process that runs the file resolves paths.</summary>
    public FileRoot Root { get; }

    /// <summary>Path of the file in that root; <see langword="null"/> when no path leads to it.</summary>
    public string? PathInRoot { get; }

    /// <summary>Identity of the file.</summary>
    public FileIdentity Identity { get; }

    /// <summary>The process to be probed, when it is running without having mapped the file: the probe waits until it does.</summary>
    public int? AwaitedBy { get; set; }

    /// <summary>The open file.</summary>
    public BpfHandle Handle => _open;

    /// <summary>Path at which this process, and the kernel on its behalf, can open this exact file.</summary>
    public string OpenPath => $"/proc/self/fd/{_open.Descriptor}";

    /// <summary>
    /// Path for parts of the kernel that store it for display: the file's own, provided that it leads to the file and contains no blanks.
    /// </summary>
    public string ShownPath
        => _ownPath is { } path && !path.Any(char.IsWhiteSpace) && Identity.IsAt(path)
            ? System.IO.Path.GetFullPath(path)
            : OpenPath;

    /// <summary>Finds a file.</summary>
    /// <param name="binary">Path, library name or program name.</param>
    /// <param name="processId">Process to be probed: -1 for all processes, 0 for this one.</param>
    /// <param name="inProcess">
    /// Whether a path is relative to the process's root rather than this one's. Names are resolved in the process in any case.
    /// </param>
    /// <exception cref="BinaryNotFoundException">There is no such file.</exception>
    /// <exception cref="BpfException">The process does not exist, or the file cannot be opened.</exception>
    public static ProbedFile Find(string binary, int processId, bool inProcess)
    {
        NativeText.Require(binary, "find", binary);
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

    /// <summary>Opens a file found by path.</summary>
    /// <exception cref="BpfException">The process is not allowed to read it.</exception>
    public static ProbedFile Of(LocatedFile located) => Open(located.Handle, located.Name, located.Root, located.Path);

    /// <summary>Opens a file.</summary>
    /// <param name="handle">The file, opened with O_PATH; disposed.</param>
    /// <param name="path">Path for messages.</param>
    /// <param name="root">Root in which the process that runs it resolves paths.</param>
    /// <param name="pathInRoot">Its path there, if it has one.</param>
    /// <exception cref="BpfException">It is not a regular file, or the process is not allowed to read it.</exception>
    public static ProbedFile Open(BpfHandle handle, string path, FileRoot root, string? pathInRoot)
    {
        using (handle)
        {
            // Others, such as pipes, must not be opened needlessly.
            if (!FileStatus.Of(handle).IsRegular)
            {
                throw new BpfException("open", path, null, "It is not a regular file, so it cannot be probed.");
            }

            Errno error = Native.Open($"/proc/self/fd/{handle.Descriptor}", Native.OpenReadOnly, out BpfHandle open);
            if (error != Errno.None)
            {
                throw new BpfException("open", path, error, "This process is not allowed to read it.");
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
