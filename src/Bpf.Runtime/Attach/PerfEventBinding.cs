using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach;

/// <summary>Gives a perf event its program and turns it on.</summary>
internal static unsafe class PerfEventBinding
{
    private const uint SetBpfRequest = 0x40042408; // PERF_EVENT_IOC_SET_BPF, linux/perf_event.h
    private const uint EnableRequest = 0x2400; // PERF_EVENT_IOC_ENABLE

    /// <summary>Binds by a BPF link, or on kernels before 5.15 by an ioctl. Takes over the event, also when it fails.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static PerfEventLink Bind(
        string operation, string subject, string target, BpfHandle program, BpfHandle perfEvent, ulong cookie, bool useLink)
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
            else if (cookie != 0)
            {
                throw new BpfUnsupportedException(operation, subject, "Cookies need BPF links for perf events, which kernel 5.15 brought.");
            }
            else
            {
                Check(Native.Ioctl(perfEvent, SetBpfRequest, program.Descriptor));
            }

            Check(Native.Ioctl(perfEvent, EnableRequest, 0));
            return new PerfEventLink(perfEvent, link, target);
        }
        catch
        {
            link?.Dispose();
            perfEvent.Dispose();
            throw;
        }

        void Check(Errno error)
        {
            if (error != Errno.None)
                throw BpfException.FromKernel(operation, subject, error);
        }
    }
}
