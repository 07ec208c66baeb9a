using Bpf.Objects.NativeNames;
using Bpf.Runtime.Attach.Probes;
using Bpf.Runtime.Features;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>Attaches a program to places one by one, each through its own perf event.</summary>
internal static unsafe class PerfUprobeAttacher
{
    /// <summary>Attaches to all places or none.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static Link Attach(string program, BpfHandle handle, UprobePlaces places, UprobeAttachMode mode, KernelFeatures features, bool hasToken)
        => LinkGroup.AllOrNone(
            Enumerable.Range(0, places.Offsets.Length),
            index => AttachOne(program, handle, places, index, mode, features, hasToken),
            places.ToString());

    private static PerfEventLink AttachOne(
        string program, BpfHandle handle, UprobePlaces places, int index, UprobeAttachMode mode, KernelFeatures features, bool hasToken)
    {
        ulong cookie = places.Cookies?[index] ?? 0;
        bool useTracefs = mode == UprobeAttachMode.Tracefs || (mode == UprobeAttachMode.Default && !features.UprobeEvents.IsSupported);
        bool useLink = mode switch
        {
            UprobeAttachMode.PerfEvent or UprobeAttachMode.Tracefs => false,
            UprobeAttachMode.Link => true,
            _ => features.PerfEventLink.IsSupported,
        };
        Require(program, places, mode, features, cookie, useTracefs, useLink);

        Action? remove = null;
        BpfHandle perfEvent;
        if (useTracefs)
        {
            TracefsUprobe definition = TracefsUprobe.Define(program, places.File.ShownPath, places.Path, places.Offsets[index], places.IsReturn);
            remove = definition.Remove;
            try
            {
                perfEvent = Open(program, places, TracepointEvent(definition.Id), hasToken);
            }
            catch
            {
                definition.Remove();
                throw;
            }
        }
        else
        {
            perfEvent = OpenUprobeEvent(program, places, index, hasToken);
        }

        try
        {
            BpfHandle? link = PerfEventBinding.Bind("attach uprobe", new(program, places.ToString()), handle, perfEvent, useLink, cookie);
            return new PerfEventLink(perfEvent, link, places.ToString(), remove) { Path = places.Path, Symbols = places.Symbols,
                Offset = places.Offsets[index] };
        }
        catch
        {
            perfEvent.Dispose();
            remove?.Invoke();
            throw;
        }
    }

    private static void Require(
        string program, UprobePlaces places, UprobeAttachMode mode, KernelFeatures features, ulong cookie, bool useTracefs, bool useLink)
    {
        ErrorSubject subject = new(program, places.ToString());
        if (mode is UprobeAttachMode.PerfEvent or UprobeAttachMode.Link && !features.UprobeEvents.IsSupported)
        {
            throw new BpfUnsupportedException("attach uprobe", subject, "The kernel does not support uprobe perf events (4.17); use the tracefs mode.");
        }

        if (mode == UprobeAttachMode.Link && !features.PerfEventLink.IsSupported)
        {
            throw new BpfUnsupportedException("attach uprobe", subject,
                $"The kernel does not support BPF links for perf events (5.15): {features.PerfEventLink.Reason}.");
        }

        if (cookie != 0 && !useLink)
        {
            throw new BpfUnsupportedException("attach uprobe", subject,
                "Cookies require BPF links for perf events (kernel 5.15) and an attach mode that uses them.");
        }

        if (places.ReferenceCounterOffsets is not { } semaphores || Array.TrueForAll(semaphores, offset => offset == 0))
        {
            return;
        }

        if (useTracefs)
        {
            throw new BpfUnsupportedException("attach uprobe", subject, "The tracefs mode does not support semaphores.");
        }

        if (!features.UprobeReferenceCounter.IsSupported)
        {
            throw new BpfUnsupportedException("attach uprobe", subject, "The kernel does not support uprobe semaphores (4.20).");
        }

        if (Array.Exists(semaphores, offset => offset > uint.MaxValue))
        {
            throw new BpfUnsupportedException("attach uprobe", subject,
                "The semaphore lies beyond the first 4 GiB of the file, where a multi link can reach it but a perf event cannot.");
        }
    }

    private static BpfHandle OpenUprobeEvent(string program, UprobePlaces places, int index, bool hasToken)
    {
        byte[] path = NativeText.Of(places.File.ShownPath);
        fixed (byte* pathPointer = path)
        {
            ulong semaphore = places.ReferenceCounterOffsets?[index] ?? 0;
            PerfEventAttribute attribute = new()
            {
                Type = ProbeEventSource.Uprobes.Type!.Value,
                Size = PerfEventAttribute.KnownSize,
                Config = (places.IsReturn ? 1UL << ProbeEventSource.Uprobes.ReturnBit : 0) | (semaphore << 32),
                Config1 = (ulong)pathPointer,
                Config2 = places.Offsets[index],
            };
            return Open(program, places, attribute, hasToken);
        }
    }

    private static PerfEventAttribute TracepointEvent(ulong id) => new()
    {
        Type = 2, // PERF_TYPE_TRACEPOINT
        Size = PerfEventAttribute.KnownSize,
        Config = id,
    };

    private static BpfHandle Open(string program, UprobePlaces places, PerfEventAttribute attribute, bool hasToken)
    {
        // An event for all processes must name a CPU; its program nevertheless runs on all of them.
        int cpu = places.ProcessId == UprobeTarget.AllProcesses ? 0 : -1;
        Errno error = KernelCalls.PerfEventOpen(ref attribute, places.ProcessId, cpu, out BpfHandle perfEvent);
        if (error == Errno.None)
        {
            return perfEvent;
        }

        string? advice = error switch
        {
            Errno.EACCES or Errno.EPERM when hasToken =>
                "A single uprobe needs perf_event_open, which does not support BPF tokens. "
                    + "Allow the program to be upgraded to a multi-uprobe (no Single, delegate_attachs with uprobe_multi), "
                        + "or grant CAP_PERFMON in the initial user namespace.",
            Errno.EACCES or Errno.EPERM =>
                "A single uprobe needs perf_event_open: CAP_PERFMON in the initial user namespace, "
                    + "or kernel.perf_event_paranoid below 2 for the user's own processes.",
            Errno.ESRCH => $"There is no process {places.ProcessId} in the pid namespace of this one.",
            Errno.EINVAL when places.ReferenceCounterOffsets is not null =>
                "The semaphore offset is odd, or another probe at the same place uses a different one.",
            (Errno)524 => "The instruction at the place cannot be probed (ENOTSUPP), for example a multi-byte nop.",
            _ => null,
        };
        throw BpfException.FromKernel("attach uprobe", new(program, places.ToString()), error, advice);
    }
}
