using Bpf.Runtime.Processes;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>Attaches a program to all its functions through one link.</summary>
internal static unsafe class KprobeMultiAttacher
{
    private const uint ReturnFlag = 1; // BPF_F_KPROBE_MULTI_RETURN, include/uapi/linux/bpf.h

    /// <exception cref="BpfException">The kernel refused.</exception>
    public static KprobeMultiLink Attach(string program, BpfHandle handle, AttachDecision decision, KprobePlaces places)
    {
        string[] functions = [.. places.Places.Select(static place => place.Function)];
        using NativeStrings names = new(functions);
        ulong[]? cookies = places.HasCookies ? [.. places.Places.Select(static place => place.Cookie)] : null;
        fixed (ulong* cookiePointer = cookies)
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)handle.Descriptor,
                AttachType = (uint)decision.AttachType,
                KprobeMulti = new()
                {
                    Flags = places.IsReturn && decision.AttachType != AttachType.TraceKprobeSession ? ReturnFlag : 0,
                    Count = (uint)functions.Length,
                    Symbols = (ulong)names.Pointer,
                    Cookies = (ulong)cookiePointer,
                },
            };
            Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            return error == Errno.None
                ? new KprobeMultiLink(link, decision.Name, places.Subject, functions)
                : throw BpfException.FromKernel($"attach {decision.Name}", new(program, places.Subject), error, Advice(error));
        }
    }

    private static string? Advice(Errno error) => error switch
    {
        Errno.ESRCH or Errno.ENOENT => "A function is not in the kernel, or cannot be traced (see /sys/kernel/tracing/available_filter_functions).",
        Errno.EOPNOTSUPP or Errno.EINVAL => "The kernel does not support multi-kprobes of this kind (5.18, CONFIG_FPROBE).",
        _ => null,
    };
}
