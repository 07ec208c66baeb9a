using Bpf.Objects.NativeNames;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>Calls BPF_RAW_TRACEPOINT_OPEN, which attaches to a tracepoint by name or to the target that the program was verified for.</summary>
internal static unsafe class RawTracepointOpener
{
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="program">Name of the program.</param>
    /// <param name="handle">The program.</param>
    /// <param name="tracepoint">Name of the tracepoint; null for the target that the program was verified for.</param>
    /// <param name="cookie">Cookie; kernels before 6.10 return EINVAL unless it is 0.</param>
    /// <param name="name">Kind of link, for messages.</param>
    /// <param name="target">Target, for messages.</param>
    /// <param name="isWritable">Whether the program changes what the first argument points to.</param>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static KernelLink Open(string operation, string program, BpfHandle handle, string? tracepoint, ulong cookie, string name, string target,
        bool isWritable = false)
    {
        byte[]? text = tracepoint is null ? null : NativeText.Of(tracepoint);
        fixed (byte* pointer = text)
        {
            RawTracepointOpenAttribute attribute = new() { Name = (ulong)pointer, ProgramFd = (uint)handle.Descriptor, Cookie = cookie };
            Errno error = BpfCall.Open(BpfCommand.RawTracepointOpen, ref attribute, sizeof(RawTracepointOpenAttribute), out BpfHandle link);
            return error == Errno.None ? new KernelLink(link, name, target)
                : throw BpfException.FromKernel(operation, new(program, target), error, error switch
            {
                Errno.ENOENT => "The kernel has no such tracepoint.",
                Errno.EINVAL or Errno.E2BIG when cookie != 0 => "Cookies of raw tracepoints need kernel 6.10.",
                Errno.EINVAL when tracepoint is not null && isWritable =>
                    $"'{tracepoint}' does not let programs change its first argument, or not as many bytes, or has fewer arguments than the program reads.",
                Errno.EINVAL when tracepoint is not null => "The program reads more arguments than the tracepoint has.",
                (Errno)524 => "The kernel cannot trace this function (ENOTSUPP): it was built without ftrace's direct calls (CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS).",
                Errno.EBUSY => "Another program already modifies the return value of the function.",
                _ => null,
            });
        }
    }
}
