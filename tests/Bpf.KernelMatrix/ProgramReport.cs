using System.Globalization;

namespace Bpf.KernelMatrix;

/// <summary>How a kernel took a program that was loaded by itself.</summary>
/// <param name="Name">Object and program, separated by a dot.</param>
/// <param name="Line">Line of the refusal.</param>
/// <param name="Class">Class of the refusal, or the exception, or that it was loaded.</param>
/// <param name="Notes">How many steps of the way that led there are known.</param>
/// <param name="Suggestion">The remedy.</param>
/// <param name="Explanation">The explanation.</param>
/// <param name="Reason">The kernel's own words.</param>
internal sealed record ProgramReport(string Name, int Line, string Class, int Notes, string Suggestion, string Explanation, string Reason)
{
    private static readonly string[] s_configurations = ["-Debug", "-Release"];

    /// <summary>The object.</summary>
    public string Object => Name[..Name.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Reads what a scenario of the guest says about programs; their names lose the configuration.</summary>
    public static ProgramReport[] Read(string kernel, string scenario)
        => [.. KernelReport.Of(kernel).Passed(scenario).Split(" || ").Select(static text => Read(text.Split('|')))];

    private static ProgramReport Read(string[] parts)
    {
        string name = s_configurations.Aggregate(parts[0], static (name, configuration) => name.Replace($"{configuration}.", ".", StringComparison.Ordinal));
        return new(name, Number(parts[1]), parts[2], Number(parts[3]), parts[4], parts[5], parts[6]);
    }

    private static int Number(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
}
