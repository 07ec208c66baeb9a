using System.Globalization;
using System.Text.RegularExpressions;
using Bpf.Shared;

namespace Bpf.Objects.Verifier.Trace;

/// <summary>An instruction on the path that the verifier followed.</summary>
/// <param name="instruction">Its index in the program.</param>
/// <param name="text">The instruction in the verifier's notation, without the opcode.</param>
/// <param name="state">What the verifier says of the registers behind it; empty on older kernels.</param>
/// <param name="frame">The activation of the function that it is in.</param>
internal sealed partial class TraceStep(int instruction, string text, string state, TraceFrame frame)
{
    public int Instruction => instruction;

    public string Text => text;

    public string State => state;

    public TraceFrame Frame => frame;

    /// <summary>True when the log showed both ways that lead on from this branch.</summary>
    public bool IsTakenTwice { get; set; }

    /// <summary>True when the log does not say for certain that the path came through the steps before this one.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>What a line behind the instruction says of all registers: older kernels print one on branches and nowhere else.</summary>
    public string After { get; set; } = "";

    public bool IsCall => text.StartsWith("call ", StringComparison.Ordinal);

    public bool IsExit => text == "exit";

    public bool IsBranch => text.StartsWith("if ", StringComparison.Ordinal);

    /// <summary>The register that the instruction writes: "r1 = 0", "w1 += 4", "r0 = atomic_cmpxchg(…)"; null for calls and if there is none.</summary>
    public int? Destination
        => Written().Match(text) is { Success: true } written ? int.Parse(written.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    /// <summary>The helper that is called: "call bpf_map_lookup_elem#1"; null for other calls and instructions.</summary>
    public HelperInfo? Helper
        => IsCall && text.IndexOf('#') is > 0 and var mark
            && int.TryParse(text.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && HelperTable.Find(id) is { } helper && text.AsSpan(5, mark - 5).SequenceEqual(helper.Name) ? helper : null;

    /// <summary>True for the call of a helper or kernel function with this name.</summary>
    public bool Calls(string function)
        => text.StartsWith("call ", StringComparison.Ordinal) && text.AsSpan(5).StartsWith(function, StringComparison.Ordinal)
            && (text.Length == 5 + function.Length || text[5 + function.Length] == '#');

    [GeneratedRegex(@"^[rw](\d+) s?[-+*/%&|^<>]*= ")]
    private static partial Regex Written();
}
