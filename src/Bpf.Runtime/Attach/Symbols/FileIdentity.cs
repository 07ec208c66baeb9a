using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach;

/// <summary>What tells one version of one file from all others: device, inode, size and modification time.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, ulong Size, long Seconds, uint Nanoseconds)
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint BasicStatistics = 0x7FF; // STATX_BASIC_STATS

    /// <summary>Identity of the file at a path, following links.</summary>
    /// <exception cref="BpfException">There is no such file.</exception>
    public static unsafe FileIdentity Of(string path)
    {
        Statx statistics;
        if (LibC.Statx(CurrentDirectory, path, 0, BasicStatistics, &statistics) != 0)
            throw new BpfException("open", path, Native.LastError, "The path is looked up in the mount namespace of this process.");

        return new FileIdentity(
            ((ulong)statistics.DeviceMajor << 32) | statistics.DeviceMinor, statistics.Inode, statistics.Size, statistics.ModifiedSeconds, statistics.ModifiedNanoseconds);
    }
}
