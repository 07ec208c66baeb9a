using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>Replaces the program of a link.</summary>
public static class LinkUpdate
{
    /// <summary>
    /// Lets a link run another program from now on, at the same position; there is no moment in which neither runs. For network devices, network namespaces
    /// and cgroups (<c>BPF_LINK_UPDATE</c>, kernel 5.7; XDP: 5.9, tcx: 6.6, netkit: 6.7).
    /// </summary>
    /// <param name="link">The link. It still belongs to the program that was attached, and is closed with that program's object.</param>
    /// <param name="program">The new program, loaded, of the same type and for the same hook.</param>
    /// <param name="expected">The program that must be there; otherwise the call fails with EPERM and changes nothing. Null for any.</param>
    /// <exception cref="BpfUnsupportedException">Links of this kind keep their program.</exception>
    /// <exception cref="BpfStateException">One of the programs is not loaded.</exception>
    /// <exception cref="BpfException">
    /// The program is of another kind (EINVAL), another one than expected is there (EPERM), or the place is gone (ENOLINK).
    /// </exception>
    public static void Update(this Link link, BpfProgram program, BpfProgram? expected = null)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(program);
        ErrorSubject subject = new(program.Name, link.Target, "at");
        bool isForAnotherHook = link is KernelLink { RequiredAttachType: { } required } && program.ExpectedAttachType != required;
        Errno error = isForAnotherHook ? Errno.EINVAL : link.ReplaceProgram(program.Handle, expected?.Handle);
        if (error == Errno.EOPNOTSUPP)
        {
            throw new BpfUnsupportedException($"replace {link.Hook} program by", subject, "The kernel does not replace programs of links of this kind.", error);
        }

        if (error != Errno.None)
        {
            throw BpfException.FromKernel($"replace {link.Hook} program by", subject, error, error switch
            {
                Errno.EPERM when expected is not null => $"Another program than '{expected.Name}' is there.",
                Errno.EINVAL => "Both programs must have the same type and hook.",
                Errno.ENOLINK => "The device or cgroup is gone.",
                _ => null,
            });
        }

        program.RunBy(link);
    }
}
