using System.Globalization;

namespace Bpf.Shared;

/// <summary>
/// An event and how often to sample it, in the notation of <c>perf record -e</c>: <c>cpu-clock/freq=99/</c>, <c>L1-dcache-load-misses/period=1000/</c>,
/// <c>r1b1/period=1000/</c> for a number of the processor, <c>mem:0x404010/4:w/period=1/</c> for a breakpoint. One parser serves attributes, objects and
/// host code.
/// </summary>
/// <param name="Type">Source of the event (<c>enum perf_type_id</c>, include/uapi/linux/perf_event.h).</param>
/// <param name="Config">Number of the event in its source.</param>
internal sealed record PerfEventSyntax(uint Type, ulong Config)
{
    public const uint Hardware = 0; // PERF_TYPE_HARDWARE
    public const uint Software = 1; // PERF_TYPE_SOFTWARE
    public const uint Cache = 3; // PERF_TYPE_HW_CACHE
    public const uint Raw = 4; // PERF_TYPE_RAW
    public const uint Breakpoint = 5; // PERF_TYPE_BREAKPOINT

    private const string FrequencyTerm = "freq=";
    private const string PeriodTerm = "period=";
    private const string MemoryPrefix = "mem:";
    private const int DefaultBytes = 4; // of a breakpoint, as for perf

    /// <summary>Breakpoints: the address.</summary>
    public ulong Address { get; init; }

    /// <summary>Breakpoints: bytes from the address.</summary>
    public ulong Bytes { get; init; }

    /// <summary>Breakpoints: the accesses (<c>HW_BREAKPOINT_R</c>, <c>_W</c>, <c>_X</c>, include/uapi/linux/hw_breakpoint.h).</summary>
    public uint Accesses { get; init; }

    /// <summary>Samples per second; 0 for none.</summary>
    public ulong Frequency { get; init; }

    /// <summary>Events per sample; 0 for none.</summary>
    public ulong Period { get; init; }

    /// <summary>Name of the event without its rate.</summary>
    public string Name => Type switch
    {
        Breakpoint => $"{MemoryPrefix}0x{Address:x}/{Bytes}:{PerfEventNames.OfAccesses(Accesses)}",
        Raw => $"r{Config:x}",
        _ => PerfEventNames.Find(Type, Config) ?? $"{Type}:{Config:x}",
    };

    /// <summary>Parses an event, with its rate if it has one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="parsed">The event; null on failure.</param>
    /// <returns>What is wrong, as the end of a sentence; null on success.</returns>
    public static string? TryParse(string text, out PerfEventSyntax? parsed)
    {
        parsed = null;
        string name = text;
        ulong frequency = 0;
        ulong period = 0;
        int slash = text.Length < 2 ? -1 : text.LastIndexOf('/', text.Length - 2);
        if (text.EndsWith("/", StringComparison.Ordinal) && slash >= 0)
        {
            string rate = text.Substring(slash + 1, text.Length - slash - 2);
            name = text.Substring(0, slash);
            if (!TryTerm(rate, FrequencyTerm, out frequency) && !TryTerm(rate, PeriodTerm, out period))
            {
                return $"'{rate}' is not freq=SAMPLES-PER-SECOND or period=EVENTS-PER-SAMPLE";
            }
        }

        PerfEventSyntax? found = name.StartsWith(MemoryPrefix, StringComparison.Ordinal)
            ? BreakpointOf(name.Substring(MemoryPrefix.Length))
            : PerfEventNames.Find(name) ?? RawOf(name);
        if (found is null)
        {
            return $"there is no event '{name}'; write one of perf list, such as cpu-clock, rHEX for a number of the processor, or mem:ADDRESS/BYTES:rwx";
        }

        parsed = found with { Frequency = frequency, Period = period };
        return null;
    }

    /// <inheritdoc/>
    public override string ToString()
        => Name + (Frequency != 0 ? $"/{FrequencyTerm}{Frequency}/" : Period != 0 ? $"/{PeriodTerm}{Period}/" : "");

    private static bool TryTerm(string rate, string term, out ulong value)
    {
        value = 0;
        return rate.StartsWith(term, StringComparison.Ordinal)
            && ulong.TryParse(rate.Substring(term.Length), NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value != 0;
    }

    private static PerfEventSyntax? RawOf(string name)
        => name.StartsWith("r", StringComparison.Ordinal)
            && ulong.TryParse(name.Substring(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong config)
                ? new PerfEventSyntax(Raw, config)
                : null;

    // ADDRESS[/BYTES][:ACCESSES]
    private static PerfEventSyntax? BreakpointOf(string text)
    {
        string[] parts = text.Split(':');
        string[] range = parts[0].Split('/');
        ulong bytes = DefaultBytes;
        return parts.Length <= 2 && range.Length <= 2
            && range[0].StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(range[0].Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address)
            && (range.Length == 1 || ulong.TryParse(range[1], NumberStyles.None, CultureInfo.InvariantCulture, out bytes))
            && PerfEventNames.AccessesOf(parts.Length == 1 ? "rw" : parts[1]) is not 0 and var accesses
                ? new PerfEventSyntax(Breakpoint, 0) { Address = address, Bytes = bytes, Accesses = accesses }
                : null;
    }
}
