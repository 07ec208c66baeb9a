using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Probes;

/// <summary>Attaches a program to a perf event and enables the event.</summary>
internal static unsafe class PerfEventBinding
{
    private const uint SetBpfRequest = 0x40042408; // PERF_EVENT_IOC_SET_BPF, include/uapi/linux/perf_event.h
    private const uint EnableRequest = 0x2400; // PERF_EVENT_IOC_ENABLE

    /// <summary>Binds through a BPF link (kernel 5.15), or without one through the event itself.</summary>
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
        BpfHandle? link = null;
        try
        {
            if (useLink)
            {
                LinkCreateAttribute attribute = new()
                {
                    ProgramFd = (uint)program.Descriptor,
                    TargetFd = (uint)perfEvent.Descriptor,
                    AttachType = (uint)AttachType.PerfEvent,
                    PerfEventCookie = cookie,
                };
                Check(BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out link));
            }
            else
            {
                Check(Native.Ioctl(perfEvent, SetBpfRequest, program.Descriptor));
            }

            Check(Native.Ioctl(perfEvent, EnableRequest, 0));
            return link;
        }
        catch
        {
            link?.Dispose();
            throw;
        }

        void Check(Errno error)
        {
            if (error != Errno.None)
            {
                throw BpfException.FromKernel(operation, subject, error,
                    error == Errno.EPROTO ? "The program requests call chains, which the event does not record." : null);
            }
        }
    }
}
