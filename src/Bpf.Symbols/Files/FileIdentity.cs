using Bpf.Runtime;
using Bpf.Symbols.Syscalls;

namespace Bpf.Symbols.Files;

/// <summary>Identity of one version of one file: device, inode, size and modification time.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, ulong Size, long Seconds, uint Nanoseconds)
{
    /// <summary>Returns the identity of the file at a path, following links.</summary>
    /// <exception cref="BpfException">There is no such file.</exception>
    public static FileIdentity Of(string path)
    {
        Errno error = FileStatus.TryGet(path, out Statx status);
        return error == Errno.None ? Of(status) : throw new BpfException("open", path, error, "The path is looked up in the mount namespace of this process.");
    }

    /// <summary>Returns the identity of an open file.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static FileIdentity Of(BpfHandle open) => Of(FileStatus.Of(open));

    /// <summary>Returns whether both are the same file, perhaps at different times.</summary>
    public bool IsSameFile(in FileIdentity other) => (Device, Inode) == (other.Device, other.Inode);

    /// <summary>Returns whether a path currently leads to this file.</summary>
    public bool IsAt(string path) => FileStatus.TryGet(path, out Statx status) == Errno.None && IsSameFile(Of(status));

    private static FileIdentity Of(in Statx status)
        => new(((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode, status.Size, status.ModifiedSeconds, status.ModifiedNanoseconds);
}
