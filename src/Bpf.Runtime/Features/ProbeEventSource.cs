using System.Globalization;

namespace Bpf.Runtime.Features;

/// <summary>A perf event source for probes, as described in sysfs.</summary>
internal sealed class ProbeEventSource
{
    private ProbeEventSource(string name)
    {
        Directory = $"/sys/bus/event_source/devices/{name}";
        Type = Read("type") is { } text && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint type) ? type : null;
        ReturnBit = Read("format/retprobe") is { } format && format.StartsWith("config:", StringComparison.Ordinal)
            && int.TryParse(format.AsSpan("config:".Length), out int bit) ? bit : 0;
    }

    /// <summary>The source for uprobes.</summary>
    public static ProbeEventSource Uprobes { get; } = new("uprobe");

    /// <summary>The source for kprobes.</summary>
    public static ProbeEventSource Kprobes { get; } = new("kprobe");

    /// <summary>Directory that describes it.</summary>
    public string Directory { get; }

    /// <summary>Value for the type field of a perf event; null when the kernel has no such source.</summary>
    public uint? Type { get; }

    /// <summary>Bit of the config field that requests a return probe.</summary>
    public int ReturnBit { get; }

    private string? Read(string file)
    {
        try
        {
            return File.ReadAllText($"{Directory}/{file}").Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
