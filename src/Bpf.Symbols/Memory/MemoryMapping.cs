using Bpf.Runtime;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols;

/// <summary>A mapping of a process: one line of <c>/proc/PID/maps</c>.</summary>
public sealed record MemoryMapping
{
    private const string DeletedMark = " (deleted)";
    private const string EscapedLineFeed = @"\012";
    private const ulong OverlayFileSystem = 0x794C7630; // OVERLAYFS_SUPER_MAGIC, linux/magic.h
    private const ulong BtrfsFileSystem = 0x9123683E; // BTRFS_SUPER_MAGIC
    private const ulong InodeBits = (1UL << 48) - 1;

    /// <summary>The first address.</summary>
    public required ulong Start { get; init; }

    /// <summary>The address one past the last.</summary>
    public required ulong End { get; init; }

    /// <summary>What the process may do with it.</summary>
    public required MappingAccess Access { get; init; }

    /// <summary>The offset in the file at which it starts, in bytes.</summary>
    public required ulong Offset { get; init; }

    /// <summary>The major number of the file system; 0 if it is not from a file.</summary>
    public required uint DeviceMajor { get; init; }

    /// <summary>The minor number of the file system.</summary>
    public required uint DeviceMinor { get; init; }

    /// <summary>The inode of the file; 0 if it is not from a file.</summary>
    public required ulong Inode { get; init; }

    /// <summary>
    /// The name as the kernel writes it: a path, perhaps with <c> (deleted)</c> and with line feeds as <c>\012</c>; a name in brackets such as
    /// <c>[vdso]</c> or <c>[anon:name]</c>; or nothing.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>True if it is from a file.</summary>
    public bool IsFile => Name.StartsWith('/');

    /// <summary>True if the kernel marks the file as deleted; the name of a file may also end so by itself.</summary>
    public bool IsMarkedDeleted => IsFile && Name.EndsWith(DeletedMark, StringComparison.Ordinal);

    /// <summary>True if the process may execute it.</summary>
    public bool IsExecutable => (Access & MappingAccess.Execute) != 0;

    /// <summary>
    /// The paths that the name can stand for: the kernel writes a line feed as <c>\012</c> without escaping the backslash, and appends
    /// <c> (deleted)</c>, with which a name may also end.
    /// </summary>
    internal IEnumerable<string> Paths
    {
        get
        {
            foreach (string text in IsMarkedDeleted ? [Name[..^DeletedMark.Length], Name] : IsFile ? (string[])[Name] : [])
            {
                if (text.Contains(EscapedLineFeed, StringComparison.Ordinal))
                {
                    yield return text.Replace(EscapedLineFeed, "\n", StringComparison.Ordinal);
                }

                yield return text;
            }
        }
    }

    /// <summary>Returns whether an address is in it.</summary>
    /// <param name="address">An address of the process.</param>
    public bool Contains(ulong address) => address >= Start && address < End;

    /// <summary>Returns whether a file is the mapped one, judging by device and inode numbers alone.</summary>
    /// <param name="status">Status of the file.</param>
    /// <param name="open">The file.</param>
    internal unsafe bool IsOf(in Statx status, BpfHandle open)
    {
        if ((DeviceMajor, DeviceMinor) == (status.DeviceMajor, status.DeviceMinor))
        {
            return Inode == status.Inode;
        }

        // These file systems show different devices in maps and in stat; overlayfs may also set upper bits of the inode.
        const int Size = 256; // larger than struct statfs, which begins with f_type
        ulong* fileSystem = stackalloc ulong[Size / sizeof(ulong)];
        return FileCalls.StatFs($"/proc/self/fd/{open.Descriptor}", fileSystem) == 0
            && fileSystem[0] is OverlayFileSystem or BtrfsFileSystem
            && (Inode & InodeBits) == (status.Inode & InodeBits);
    }
}
