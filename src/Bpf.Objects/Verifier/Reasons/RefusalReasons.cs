using System.Globalization;

namespace Bpf.Objects.Verifier.Reasons;

/// <summary>All messages of the verifier that are explained. The first that a report contains is the right one, so special ones precede general ones.</summary>
internal static class RefusalReasons
{
    // They stand for the kinds of values in "R1 type=fp expected=map_value, ptr_".
    private const string ActualKind = "{actual}";
    private const string ExpectedKinds = "{expected}";

    public static IReadOnlyList<RefusalReason> All { get; } =
    [
        .. Of(RefusalClass.Reference, ReferenceReasons.All),
        .. Of(RefusalClass.Packet, PacketReasons.All),
        .. Of(RefusalClass.Object, ObjectReasons.All),
        .. Of(RefusalClass.Stack, StackReasons.All),
        .. Of(RefusalClass.Arithmetic, ArithmeticReasons.All),
        .. Of(RefusalClass.Argument, CallReasons.All),
        .. Of(RefusalClass.Target, AttachReasons.All),
        .. Of(RefusalClass.Form, FlowReasons.All),
        .. Of(RefusalClass.Memory, MemoryReasons.All),
    ];

    /// <summary>Adds the cause and the remedy to a report.</summary>
    /// <param name="report">The report of the kernel.</param>
    /// <param name="isCSharp">True for remedies in the terms of C#.</param>
    /// <param name="placeOf">Names the place of an instruction in the source.</param>
    /// <returns>The report itself when its reason is not known: the kernel's own words then stand alone.</returns>
    public static VerifierReport Explain(VerifierReport report, bool isCSharp, Func<int, string> placeOf)
    {
        foreach (RefusalReason reason in All)
        {
            if (reason.Match(report.Reason) is not { } values)
            {
                continue;
            }

            return report with
            {
                Class = reason.Class,
                Explanation = Sentence(reason.Cause, values, placeOf)
                    .Replace(ActualKind, RegisterKinds.Describe(RegisterKinds.Actual(report.Reason)), StringComparison.Ordinal)
                    .Replace(ExpectedKinds, RegisterKinds.Describe(RegisterKinds.Expected(report.Reason)), StringComparison.Ordinal),
                Suggestion = isCSharp ? reason.InCSharp ?? reason.Remedy : reason.Remedy,
            };
        }

        return report;
    }

    private static IEnumerable<RefusalReason> Of(RefusalClass theirs, RefusalReason[] reasons)
        => reasons.Select(reason => reason.Class == RefusalClass.Unknown ? reason with { Class = theirs } : reason);

    // {0} stands for the first value, and {place:0} for the place of the instruction with that number.
    private static string Sentence(string text, string[] values, Func<int, string> placeOf)
    {
        for (int i = 0; i < values.Length; i++)
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            text = text.Replace($"{{{number}}}", values[i], StringComparison.Ordinal);
            string place = $"{{place:{number}}}";
            if (text.Contains(place, StringComparison.Ordinal)
                && int.TryParse(values[i], NumberStyles.None, CultureInfo.InvariantCulture, out int instruction))
            {
                text = text.Replace(place, placeOf(instruction), StringComparison.Ordinal);
            }
        }

        return text;
    }
}
