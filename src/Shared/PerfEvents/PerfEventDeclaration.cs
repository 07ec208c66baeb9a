using System.Linq;

namespace Bpf.Shared;

/// <summary>What a <c>[PerfEvent]</c> attribute asks for, as the target of its program.</summary>
internal static class PerfEventDeclaration
{
    /// <summary>Returns the target that an attribute declares; null when it leaves the event to the host, or when it is not valid.</summary>
    /// <param name="argumentTypes">Full names of the types of the constructor arguments.</param>
    /// <param name="arguments">The constructor arguments, enums as numbers.</param>
    /// <param name="frequency">The named argument, 0 for none.</param>
    /// <param name="period">The named argument, 0 for none.</param>
    /// <param name="fault">What is wrong, as the end of a sentence; null for nothing.</param>
    public static string? TargetOf(IReadOnlyList<string> argumentTypes, IReadOnlyList<object?> arguments, ulong frequency, ulong period, out string? fault)
    {
        fault = null;
        if (argumentTypes.Count == 0)
        {
            fault = frequency != 0 || period != 0 ? "the attribute has a rate but does not name an event" : null;
            return null;
        }

        ulong[] numbers = [.. arguments.Select(static value => value is int number ? (ulong)number : ulong.MaxValue)];
        PerfEventSyntax? declared = argumentTypes[0] switch
        {
            "Bpf.SoftwareEvent" => new PerfEventSyntax(PerfEventSyntax.Software, numbers[0]),
            "Bpf.HardwareEvent" => new PerfEventSyntax(PerfEventSyntax.Hardware, numbers[0]),
            "Bpf.HardwareCache" => new PerfEventSyntax(PerfEventSyntax.Cache, PerfEventNames.CacheConfig(numbers[0], numbers[1], numbers[2])),
            _ => null,
        };
        if (declared is null)
        {
            return null;
        }

        if (PerfEventNames.Find(declared.Type, declared.Config) is null)
        {
            fault = "there is no such event";
        }
        else if (frequency != 0 == (period != 0))
        {
            fault = "it takes either Frequency, in samples per second, or Period, in events per sample";
        }

        return fault is null ? (declared with { Frequency = frequency, Period = period }).ToString() : declared.Name;
    }
}
