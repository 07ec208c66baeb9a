using Bpf.Objects.NativeNames;
using Bpf.Runtime.Attach.Probes;
using Bpf.Runtime.Features;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Kprobes;

/// <summary>Attaches a program to functions one by one, each through its own perf event.</summary>
internal static unsafe class PerfKprobeAttacher
{
    /// <summary>
    /// How many functions of patterns are probed this way. Every probe costs two descriptors and milliseconds to set and remove.
    /// </summary>
    public const int MostMatches = 1000;

    /// <summary>Attaches to all places or none; functions that a pattern matched and that cannot be probed are left out.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static Link Attach(string program, BpfHandle handle, KprobePlaces places, bool useLink, bool hasToken)
    {
        if (places.HasCookies && !useLink)
        {
            throw new BpfUnsupportedException("attach kprobe", new(program, places.Subject),
                "Cookies require BPF links for perf events (kernel 5.15).");
        }

        int matches = places.Places.Count(static place => place.IsMatch);
        if (matches > MostMatches)
        {
            throw new BpfUnsupportedException("attach kprobe", new(program, places.Subject),
                $"The pattern matches {matches} functions. Without a multi-kprobe (kernel 5.18, CONFIG_FPROBE), each needs a perf event of its own, "
                    + $"and at most {MostMatches} are created. Narrow the pattern.");
        }

        List<SkippedPlace> skipped = [];
        var link = LinkGroup.AllOrNone(OpenAll(), Bind, places.Subject);
        if (link is LinkGroup { Links.Count: 0 })
        {
            throw new BpfException("attach kprobe", new(program, places.Subject), Errno.EINVAL,
                $"None of the {matches} functions that the pattern matches can be probed. {skipped[0].Name}: {skipped[0].Reason}");
        }

        link.Skipped = skipped;
        return link;

        IEnumerable<(KprobePlace Place, BpfHandle Event)> OpenAll()
        {
            foreach (KprobePlace place in places.Places)
            {
                Errno error = Open(place, places.IsReturn, new(program, $"{place}"), out BpfHandle perfEvent);
                if (error == Errno.None)
                {
                    yield return (place, perfEvent);
                }
                else if (place.IsMatch && error is Errno.EINVAL or Errno.EADDRNOTAVAIL or Errno.ENOENT)
                {
                    skipped.Add(new SkippedPlace(place.Function, null, Advice(error, hasToken)!));
                }
                else
                {
                    throw BpfException.FromKernel("attach kprobe", new(program, $"{place}"), error, Advice(error, hasToken));
                }
            }
        }

        Link Bind((KprobePlace Place, BpfHandle Event) opened)
        {
            try
            {
                BpfHandle? link = PerfEventBinding.Bind("attach kprobe", new(program, $"{opened.Place}"), handle, opened.Event, useLink, opened.Place.Cookie);
                return new PerfEventLink(opened.Event, link, $"{opened.Place}");
            }
            catch
            {
                opened.Event.Dispose();
                throw;
            }
        }
    }

    private static Errno Open(KprobePlace place, bool isReturn, ErrorSubject subject, out BpfHandle perfEvent)
    {
        if (ProbeEventSource.Kprobes.Type is not { } type)
        {
            throw new BpfUnsupportedException("attach kprobe", subject,
                $"The kernel does not support kprobe perf events (4.17, CONFIG_KPROBE_EVENTS): there is no {ProbeEventSource.Kprobes.Directory}.");
        }

        byte[] name = NativeText.Of(place.Function);
        fixed (byte* namePointer = name)
        {
            PerfEventAttribute attribute = new()
            {
                Type = type,
                Size = PerfEventAttribute.KnownSize,
                Config = isReturn ? 1UL << ProbeEventSource.Kprobes.ReturnBit : 0,
                Config1 = (ulong)namePointer,
                Config2 = place.Offset,
            };
            return KernelCalls.PerfEventOpen(ref attribute, -1, 0, out perfEvent);
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
