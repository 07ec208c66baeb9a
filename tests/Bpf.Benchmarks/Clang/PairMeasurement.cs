namespace Bpf.Benchmarks.Clang;

/// <summary>The measurements of a pair: ours first, clang's second.</summary>
/// <param name="Name">Name of the pair.</param>
/// <param name="Instructions">Instructions of the object.</param>
/// <param name="Verified">Instructions that the verifier processed; zero if nothing was loaded.</param>
/// <param name="Nanoseconds">Time of a run; null for programs that only run attached.</param>
internal sealed record PairMeasurement(string Name, (int Ours, int Clang) Instructions, (long Ours, long Clang) Verified, (double Ours, double Clang)? Nanoseconds)
{
    private const int Blocks = 25;

    public static PairMeasurement Of(ProgramPair pair, bool load, bool run)
    {
        ReadOnlyMemory<byte> ours = pair.CompileCSharp(), clang = pair.CompileC();
        (int, int) instructions = (InstructionCount.Of(ours, pair.Name), InstructionCount.Of(clang, pair.Name));
        if (!load)
        {
            return new PairMeasurement(pair.Name, instructions, default, null);
        }

        using LoadedProgram first = new(ours, pair.Name), second = new(clang, pair.Name);
        (double, double)? times = run && first.CanRun ? Time(first.RunBlock, second.RunBlock) : null;
        return new PairMeasurement(pair.Name, instructions, (first.VerifiedInstructions, second.VerifiedInstructions), times);
    }

    public override string ToString()
    {
        string verified = Verified == default ? "" : $"{Verified.Ours,8}{Verified.Clang,8}{(double)Verified.Ours / Verified.Clang,7:F2}";
        string times = Nanoseconds is { } time ? $"{time.Ours,8:F1}{time.Clang,8:F1}{time.Ours / time.Clang,7:F2}" : "";
        return $"{Name,-24}{Instructions.Ours,6}{Instructions.Clang,6}{(double)Instructions.Ours / Instructions.Clang,7:F2}  {verified}  {times}".TrimEnd();
    }

    // Alternating blocks, and the fastest of each, because other load on the machine only adds time.
    internal static (double Ours, double Clang) Time(Func<double> first, Func<double> second)
    {
        double ours = double.MaxValue, clang = double.MaxValue;
        for (int i = 0; i < Blocks; i++)
        {
            ours = Math.Min(ours, first());
            clang = Math.Min(clang, second());
        }

        return (ours, clang);
    }
}
