using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Probes;

/// <summary>Attaches a program to a perf event and enables the event.</summary>
internal static unsafe class PerfEventBinding
{
    private const uint SetBpfRequest = 0x40042408; // PERF_EVENT_IOC_SET_BPF, include/uapi/linux/perf_event.h
    private const uint EnableRequest = 0x2400; // PERF_EVENT_IOC_ENABLE

    /// <summary>Binds through a BPF link (kernel 5.15), or without one through the event itself, and enables the event.</summary>
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="subject">Program and target, for messages.</param>
    /// <param name="program">The program.</param>
    /// <param name="perfEvent">The event; the caller keeps ownership.</param>
    /// <param name="useLink">Whether to bind through a link.</param>
    /// <param name="cookie">Value that the program reads as its cookie; requires the link.</param>
    /// <returns>The link, or <see langword="null"/>.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static BpfHandle? Bind(string operation, ErrorSubject subject, BpfHandle program, BpfHandle perfEvent, bool useLink, ulong cookie)
    {
        BpfHandle? link = Connect(operation, subject, program, perfEvent, useLink, cookie);
        try
        {
            Enable(operation, subject, perfEvent);
            return link;
        }
        catch
        {
            link?.Dispose();
            throw;
        }
    }

    /// <summary>Binds without enabling the event.</summary>
    /// <inheritdoc cref="Bind"/>
    public static BpfHandle? Connect(string operation, ErrorSubject subject, BpfHandle program, BpfHandle perfEvent, bool useLink, ulong cookie)
    {
        if (!useLink)
        {
            Check(operation, subject, KernelCalls.Ioctl(perfEvent, SetBpfRequest, program.Descriptor));
            return null;
        }

        LinkCreateAttribute attribute = new()
        {
            ProgramFd = (uint)program.Descriptor,
            TargetFd = (uint)perfEvent.Descriptor,
            AttachType = (uint)AttachType.PerfEvent,
            PerfEventCookie = cookie,
        };
        Check(operation, subject, BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link));
        return link;
    }

    /// <summary>Enables an event.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static void Enable(string operation, ErrorSubject subject, BpfHandle perfEvent)
        => Check(operation, subject, KernelCalls.Ioctl(perfEvent, EnableRequest, 0));

    private static void Check(string operation, ErrorSubject subject, Errno error)
    {
        if (error != Errno.None)
        {
            throw BpfException.FromKernel(operation, subject, error,
                error == Errno.EPROTO ? "The program requests call chains, which the event does not record." : null);
        }
    }
}
