using Bpf.Objects.NativeNames;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>Attaches a program to all its places through one link.</summary>
internal static unsafe class UprobeMultiAttacher
{
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static UprobeMultiLink Attach(string program, BpfHandle handle, AttachType attachType, UprobePlaces places, KernelFeatures features)
    {
        int? descriptor = features.UprobePathDescriptor.IsSupported ? places.File.Handle.Descriptor : null;
        byte[] path = NativeText.Of(places.File.OpenPath);
        fixed (byte* pathPointer = path)
        fixed (ulong* offsets = places.Offsets)
        fixed (ulong* semaphores = places.ReferenceCounterOffsets)
        fixed (ulong* cookies = places.Cookies)
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)handle.Descriptor,
                AttachType = (uint)attachType,
                UprobeMulti = new()
                {
                    Path = descriptor is null ? (ulong)pathPointer : 0,
                    PathFd = (uint)(descriptor ?? 0),
                    Offsets = (ulong)offsets,
                    ReferenceCounterOffsets = (ulong)semaphores,
                    Cookies = (ulong)cookies,
                    Count = (uint)places.Offsets.Length,
                    Flags = (places.IsReturn && attachType != AttachType.TraceUprobeSession ? UprobeMultiAttribute.ReturnFlag : 0)
                        | (descriptor is null ? 0 : UprobeMultiAttribute.PathFdFlag),
                    ProcessId = KernelProcessId(places.ProcessId),
                },
            };
            Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            if (error != Errno.None)
            {
                throw BpfException.FromKernel("attach uprobe_multi", new(program, places.ToString()), error, Advice(error, places, attachType, features));
            }

            return new UprobeMultiLink(link, places, attachType == AttachType.TraceUprobeSession);
        }
    }

    private static uint KernelProcessId(int processId) => processId switch
    {
        UprobeTarget.AllProcesses => 0,
        UprobeTarget.ThisProcess => (uint)Environment.ProcessId,
        _ => (uint)processId,
    };

    private static string? Advice(Errno error, UprobePlaces places, AttachType attachType, KernelFeatures features) => error switch
    {
        Errno.ESRCH => $"There is no process {places.ProcessId} in the pid namespace of this one.",
        Errno.EBADF => "The path is a directory or a device; only regular files can be probed.",
        Errno.EIO => "The file's file system does not use the page cache, so its code cannot be probed.",
        Errno.EINVAL when places.ReferenceCounterOffsets is not null => "A semaphore offset is odd, or another probe at the same place uses a different one.",
        Errno.EINVAL when attachType == AttachType.TraceUprobeSession && !features.UprobeSession.IsSupported => "Uprobe sessions need kernel 6.13.",
        Errno.EINVAL when !features.UprobeMulti.IsSupported => $"Multi-uprobes need kernel 6.6: {features.UprobeMulti.Reason}.",
        Errno.EOPNOTSUPP => "The program was loaded for a multi link, which this kernel does not support for 32-bit programs.",
        (Errno)524 => "The instruction at a place cannot be probed (ENOTSUPP), for example a multi-byte nop.",
        _ => null,
    };
}
