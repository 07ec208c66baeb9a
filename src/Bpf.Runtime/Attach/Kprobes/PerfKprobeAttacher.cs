using System.Text;
using Bpf.Runtime.Attach.Probes;
using Bpf.Runtime.Features;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>Attaches a program to functions one by one, each through its own perf event.</summary>
internal static unsafe class PerfKprobeAttacher
{
    /// <summary>Attaches to all places or none.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static Link Attach(string program, BpfHandle handle, KprobePlaces places, bool useLink, bool hasToken)
    {
        if (places.Cookie != 0 && !useLink)
        {
            throw new BpfUnsupportedException("attach kprobe", new(program, places.Subject),
                "Cookies require BPF links for perf events (kernel 5.15).");
        }

        return LinkGroup.AllOrNone(places.Functions, function => AttachOne(program, handle, function, places, useLink, hasToken), places.Subject);
    }

    private static PerfEventLink AttachOne(string program, BpfHandle handle, string function, KprobePlaces places, bool useLink, bool hasToken)
    {
        ErrorSubject subject = new(program, function);
        BpfHandle perfEvent = Open(function, places, subject, hasToken);
        try
        {
            BpfHandle? link = PerfEventBinding.Bind("attach kprobe", subject, handle, perfEvent, useLink, places.Cookie);
            return new PerfEventLink(perfEvent, link, places.Offset == 0 ? function : $"{function}+0x{places.Offset:x}");
        }
        catch
        {
            perfEvent.Dispose();
            throw;
        }
    }

    private static BpfHandle Open(string function, KprobePlaces places, ErrorSubject subject, bool hasToken)
    {
        if (ProbeEventSource.Kprobes.Type is not { } type)
        {
            throw new BpfUnsupportedException("attach kprobe", subject,
                $"The kernel does not support kprobe perf events (4.17, CONFIG_KPROBE_EVENTS): there is no {ProbeEventSource.Kprobes.Directory}.");
        }

        byte[] name = Encoding.UTF8.GetBytes(function + '\0');
        fixed (byte* namePointer = name)
        {
            PerfEventAttribute attribute = new()
            {
                Type = type,
                Size = PerfEventAttribute.KnownSize,
                Config = places.IsReturn ? 1UL << ProbeEventSource.Kprobes.ReturnBit : 0,
                Config1 = (ulong)namePointer,
                Config2 = places.Offset,
            };
            Errno error = Native.PerfEventOpen(ref attribute, -1, 0, out BpfHandle perfEvent);
            return error == Errno.None ? perfEvent : throw BpfException.FromKernel("attach kprobe", subject, error, Advice(error, hasToken));
        }
    }

    private static string? Advice(Errno error, bool hasToken) => error switch
    {
        Errno.EACCES or Errno.EPERM when hasToken =>
            "A single kprobe needs perf_event_open, which does not support BPF tokens; only multi-kprobes work with a token.",
        Errno.ENOENT => "The kernel has no such function.",
        Errno.EADDRNOTAVAIL => "Several kernel functions have this name.",
        Errno.EINVAL => "The function cannot be probed (notrace, or on the kprobe blacklist), or the offset is not at an instruction.",
        _ => null,
    };
}
