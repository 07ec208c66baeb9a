using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.PerfEvents;

/// <summary>One open perf event, and its link to a program.</summary>
internal sealed unsafe class SampledEvent(PerfEventSource source, int? cpu, int? threadId, BpfHandle perfEvent)
{
    private const uint DisableRequest = 0x2401; // PERF_EVENT_IOC_DISABLE, include/uapi/linux/perf_event.h

    /// <summary>The event itself.</summary>
    public BpfHandle Handle => perfEvent;

    /// <summary>The link; null when the event itself holds the program.</summary>
    public BpfHandle? Link { get; set; }

    /// <summary>Reads the counter.</summary>
    public PerfEventReading Read(string program)
    {
        PerfEventValue value = default; // as read(2) writes it for PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING
        nint count = LibC.Read(perfEvent.Descriptor, &value, (nuint)sizeof(PerfEventValue));
        return count == sizeof(PerfEventValue)
            ? new PerfEventReading(source, cpu, threadId, value)
            : throw BpfException.FromKernel("read perf event", new(program, $"{source}", "at"), count < 0 ? Native.LastError : Errno.EIO);
    }

    /// <summary>Stops the event, also in threads that inherited it.</summary>
    public void Stop() => KernelCalls.Ioctl(perfEvent, DisableRequest, 0);

    /// <summary>Releases link and event.</summary>
    public void Close()
    {
        if (Link is { } link)
        {
            LinkClosing.Close(link);
        }

        // Threads that inherited the event keep the program until it is closed.
        perfEvent.Dispose();
    }
}
