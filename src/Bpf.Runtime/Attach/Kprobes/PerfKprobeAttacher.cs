using System.Text;
using Bpf.Runtime.Features;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>Attaches a program to functions one by one, each with a perf event of its own.</summary>
internal static unsafe class PerfKprobeAttacher
{
    private const uint SetBpfRequest = 0x40042408; // PERF_EVENT_IOC_SET_BPF, include/uapi/linux/perf_event.h
    private const uint EnableRequest = 0x2400; // PERF_EVENT_IOC_ENABLE

    /// <summary>Attaches to all places or to none.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static Link Attach(string program, BpfHandle handle, KprobePlaces places, bool useLink, bool hasToken)
    {
        if (places.Cookie != 0 && !useLink)
            throw new BpfUnsupportedException("attach kprobe", $"{program} to {places.Subject}", "Cookies need BPF links for perf events, which kernel 5.15 brought.");

        List<Link> links = [];
        try
        {
            foreach (string function in places.Functions)
                links.Add(AttachOne(program, handle, function, places, useLink, hasToken));
        }
        catch
        {
            if (links.Count > 0)
                LinkTeardown.Detach(links);

            throw;
        }

        return links.Count == 1 ? links[0] : new LinkGroup([.. links], places.Subject);
    }

    private static PerfEventLink AttachOne(string program, BpfHandle handle, string function, KprobePlaces places, bool useLink, bool hasToken)
    {
        string subject = $"{program} to {function}";
        BpfHandle perfEvent = Open(function, places, subject, hasToken);
        BpfHandle? link = null;
        try
        {
            if (useLink)
            {
                LinkCreateAttribute attribute = new()
                {
                    ProgramFd = (uint)handle.Descriptor,
                    TargetFd = (uint)perfEvent.Descriptor,
                    AttachType = (uint)AttachType.PerfEvent,
                    PerfEventCookie = places.Cookie,
                };
                Check(BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out link), subject);
            }
            else
            {
                Check(Native.Ioctl(perfEvent, SetBpfRequest, handle.Descriptor), subject);
            }

            Check(Native.Ioctl(perfEvent, EnableRequest, 0), subject);
            return new PerfEventLink(perfEvent, link, places.Offset == 0 ? function : $"{function}+0x{places.Offset:x}");
        }
        catch
        {
            link?.Dispose();
            perfEvent.Dispose();
            throw;
        }
    }

    private static BpfHandle Open(string function, KprobePlaces places, string subject, bool hasToken)
    {
        if (KprobeEventSource.Type is not { } type)
            throw new BpfUnsupportedException("attach kprobe", subject, $"The kernel has no kprobe perf events (4.17, CONFIG_KPROBE_EVENTS): there is no {KprobeEventSource.Directory}.");

        byte[] name = Encoding.UTF8.GetBytes(function + '\0');
        fixed (byte* namePointer = name)
        {
            PerfEventAttribute attribute = new()
            {
                Type = type,
                Size = PerfEventAttribute.StructureSize,
                Config = places.IsReturn ? 1UL << KprobeEventSource.ReturnBit : 0,
                Config1 = (ulong)namePointer,
                Config2 = places.Offset,
            };
            Errno error = Native.PerfEventOpen(ref attribute, -1, 0, out BpfHandle perfEvent);
            return error == Errno.None ? perfEvent : throw BpfException.FromKernel("attach kprobe", subject, error, Advice(error, hasToken));
        }
    }

    private static string? Advice(Errno error, bool hasToken) => error switch
    {
        Errno.EACCES or Errno.EPERM when hasToken => "A single kprobe needs perf_event_open, which knows nothing of BPF tokens; only multi-kprobes work with a token.",
        Errno.ENOENT => "The kernel has no such function.",
        Errno.EADDRNOTAVAIL => "Several functions of the kernel have this name.",
        Errno.EINVAL => "The function may not be probed (notrace, or on the kprobe blacklist), or the offset is no instruction.",
        _ => null,
    };

    private static void Check(Errno error, string subject)
    {
        if (error != Errno.None)
            throw BpfException.FromKernel("attach kprobe", subject, error);
    }
}
