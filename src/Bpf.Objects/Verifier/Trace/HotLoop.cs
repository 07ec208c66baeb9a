namespace Bpf.Objects.Verifier.Trace;

/// <summary>Finds the loop that keeps the verifier busy.</summary>
internal static class HotLoop
{
    private const int FewestRounds = 3;

    /// <summary>Returns the instructions of the loop, from the one that ends a round; nothing when the log shows no loop that stands out.</summary>
    /// <param name="lines">The log, or its end.</param>
    public static IEnumerable<(int Instruction, string Text)> Find(string[] lines)
    {
        Dictionary<(int From, int To), int> rounds = [];
        Dictionary<int, string> texts = [];
        int last = -1;
        foreach (string line in lines)
        {
            if (!InstructionLine.TryRead(line, out int instruction, out string text))
            {
                last = line.StartsWith("from ", StringComparison.Ordinal) ? -1 : last;
                continue;
            }

            if (last >= 0 && instruction <= last)
            {
                rounds[(last, instruction)] = rounds.GetValueOrDefault((last, instruction)) + 1;
            }

            texts[instruction] = text;
            bool leaves = text.Contains(" call pc", StringComparison.Ordinal) || text.EndsWith(" exit", StringComparison.Ordinal);
            last = leaves ? -1 : instruction;
        }

        if (rounds.Count == 0 || rounds.Values.Max() < FewestRounds)
        {
            return [];
        }

        (int from, int to) = rounds.MaxBy(static loop => loop.Value).Key;
        return texts.Where(item => item.Key >= to && item.Key <= from).OrderByDescending(static item => item.Key)
            .Select(static item => (item.Key, item.Value.Split(';')[0].Trim()));
    }
}
