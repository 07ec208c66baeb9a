using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Bpf.Compiler;
using Bpf.Runtime;

namespace Bpf.Corpus.Tests;

/// <summary>Loads a program and, as its header says, attaches and runs it.</summary>
internal static unsafe partial class CorpusKernel
{
    private const int PacketLength = 64;

    // Programs are attached to functions of this process, and would see each other's calls.
    private static readonly Lock s_calls = new();

    public static BuildOutcome Run(CorpusProgram program, IReadOnlyList<CompiledObject> objects)
    {
        CorpusStage stage = CorpusStage.Load;
        try
        {
            string proof = "", seen = "";
            foreach (CompiledObject item in objects)
            {
                stage = CorpusStage.Load;
                using BpfObject bpf = BpfObject.Open(item.Bytes, "Sample");
                bpf.Load();
                stage = CorpusStage.Attach;
                lock (s_calls)
                {
                    uint result = Exercise(program, bpf);
                    (bool holds, string text) = Evidence(program, bpf, result);
                    (proof, seen) = (proof + (holds ? program.Evidence : ""), seen + text);
                }
            }

            return new BuildOutcome(CorpusStage.Silent, "", seen, proof);
        }
        catch (Exception exception)
            when (exception is BpfException or SymbolException or BpfUnsupportedException or ArgumentException or InvalidOperationException)
        {
            return new BuildOutcome(stage, exception.GetType().Name, exception.Message, exception.GetType().Name);
        }
    }

    private static uint Exercise(CorpusProgram program, BpfObject bpf)
    {
        if (program.IsAttached || program.Call.Length > 0)
        {
            bpf.ProcessId = Environment.ProcessId;
            bpf.Attach();
        }

        if (Invocation().Match(program.Call) is { Success: true } call)
        {
            long[] arguments = [.. Split(call.Groups[2].Value, ',').Select(Argument), 0, 0, 0];
            nint library = NativeLibrary.Load("libc.so.6");
            ((delegate* unmanaged<long, long, long, long>)NativeLibrary.GetExport(library, call.Groups[1].Value))(arguments[0], arguments[1], arguments[2]);
            bpf.Detach();
        }

        if (Invocation().Match(program.Run) is not { Success: true } run)
        {
            return 0;
        }

        byte[] bytes = [.. Split(run.Groups[2].Value, ' ').Select(static text => byte.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        BpfProgram subject = bpf.Programs[run.Groups[1].Value];
        if (subject.Type == ProgramType.Syscall)
        {
            return subject.TestRun(context: bytes).ReturnValue;
        }

        Array.Resize(ref bytes, Math.Max(bytes.Length, PacketLength));
        return subject.TestRun(bytes).ReturnValue;
    }

    // Whether the header's evidence holds, and what was seen.
    private static (bool Holds, string Seen) Evidence(CorpusProgram program, BpfObject bpf, uint result)
    {
        if (Need().Match(program.Evidence) is { Success: true } need)
        {
            Version least = Version.Parse(program.Properties["BpfMinKernel"]), needed = Version.Parse(need.Groups[1].Value);
            Objects.KernelNeed[] newer = [.. bpf.Describe().KernelNeeds.Where(item => item.Since > least)];
            return (newer.Any(item => item.Since == needed), string.Join(", ", newer.Select(static item => $"{item.Feature} needs {item.Since}")));
        }

        if (Value().Match(program.Evidence) is not { Success: true } value)
        {
            return (false, "");
        }

        string name = value.Groups[1].Value;
        ReadOnlySpan<byte> bytes = name == "result" ? MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in result)) : bpf.Globals.Bytes(name);
        long actual = Number(bytes), claimed = Truncate(long.Parse(value.Groups[2].Value, CultureInfo.InvariantCulture), bytes.Length);
        long meant = Truncate(long.Parse(value.Groups[3].Value, CultureInfo.InvariantCulture), bytes.Length);
        return (actual == claimed && actual != meant, $"{name} is {actual}");
    }

    private static long Argument(string text) => text == "text" ? Marshal.StringToCoTaskMemUTF8(text) : long.Parse(text, CultureInfo.InvariantCulture);

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[sizeof(long)];
        whole.Clear();
        bytes[..Math.Min(bytes.Length, whole.Length)].CopyTo(whole);
        return MemoryMarshal.Read<long>(whole);
    }

    private static long Truncate(long value, int length) => length >= sizeof(long) ? value : value & ((1L << (length * 8)) - 1);

    private static string[] Split(string text, char separator) => text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^(\w+)\((.*)\)$")]
    private static partial Regex Invocation();

    [GeneratedRegex(@"^needs ([0-9.]+)$")]
    private static partial Regex Need();

    [GeneratedRegex(@"^(\w+) is (-?[0-9]+), meant (-?[0-9]+)$")]
    private static partial Regex Value();
}
