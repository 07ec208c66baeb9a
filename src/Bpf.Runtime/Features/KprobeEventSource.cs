using System.Globalization;

namespace Bpf.Runtime.Features;

/// <summary>The perf event source of kprobes as sysfs describes it.</summary>
internal static class KprobeEventSource
{
    /// <summary>Where it is described.</summary>
    public const string Directory = "/sys/bus/event_source/devices/kprobe";

    /// <summary>Value for the type field of a perf event; null where the kernel has no such source.</summary>
    public static uint? Type { get; } = Read("type") is { } text && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint type) ? type : null;

    /// <summary>Bit of the config field that asks for a return probe.</summary>
    public static int ReturnBit { get; } =
        Read("format/retprobe") is { } text && text.StartsWith("config:", StringComparison.Ordinal) && int.TryParse(text.AsSpan("config:".Length), out int bit) ? bit : 0;

    private static string? Read(string file)
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
