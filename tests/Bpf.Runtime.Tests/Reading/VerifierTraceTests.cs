using Bpf.Objects.Verifier.Notes;
using Bpf.Objects.Verifier.Reasons;
using Bpf.Objects.Verifier.Trace;

namespace Bpf.Runtime.Tests.Reading;

/// <summary>What is read from the trace of a log.</summary>
public sealed class VerifierTraceTests
{
    [Theory]
    [InlineData("8: (15) if r0 == 0x0 goto pc+4 13: R0=0 R6=ctx() R10=fp0", "8: (15) if r0 == 0x0 goto pc+4|13: R0=0 R6=ctx() R10=fp0")]
    [InlineData("19: (55) if r1 != 0x0 goto pc+1 21: frame1: R0=1 R1=mem(sz=4) cb",
        "19: (55) if r1 != 0x0 goto pc+1|21: frame1: R0=1 R1=mem(sz=4) cb")]
    [InlineData("8: (15) if r0 == 0x0 goto pc+4        ; R0=map_value(map=M,ks=4,vs=8)",
        "8: (15) if r0 == 0x0 goto pc+4        ; R0=map_value(map=M,ks=4,vs=8)")]
    [InlineData("13: R0=0 R6=ctx() R10=fp0", "13: R0=0 R6=ctx() R10=fp0")]
    [InlineData("from 8 to 13: R0=0 R10=fp0", "from 8 to 13: R0=0 R10=fp0")]
    [InlineData("; a: R1 = 5: R0", "; a: R1 = 5: R0")]
    public void StatesOnTheLineOfABranchAreLinesOfTheirOwn(string log, string lines) => Assert.Equal(lines.Split('|'), LogLines.Of(log));

    [Theory]
    // Filled by a call, on the stack.
    [InlineData("2: r1 = r10|3: r1 += -8|4: call bpf_probe_read_user#112|5: if r0 != 0x0 goto pc+9|6: r1 = *(u8 *)(r10 -8)|7: if w1 != 0x0 goto pc-6", true)]
    // The next element of a list.
    [InlineData("2: r1 = *(u64 *)(r1 +8)|3: w2 += 1|4: if r1 != 0x0 goto pc-3", true)]
    // A counter, up, down, on the stack, and as the limit of a number that is read.
    [InlineData("2: w1 += 1|3: if w1 != 0x64 goto pc-2", false)]
    [InlineData("2: r1 = *(u64 *)(r10 -8)|3: r1 += 1|4: *(u64 *)(r10 -8) = r1|5: r1 = *(u64 *)(r10 -8)|6: if r1 != 0x64 goto pc-5", false)]
    [InlineData("2: r1 = *(u64 *)(r7 +112)|3: r6 += 1|4: if r1 > r6 goto pc-3", false)]
    // One of two ends is a counter's.
    [InlineData("2: r1 = *(u64 *)(r1 +8)|3: if r1 == 0x0 goto pc+5|4: w2 += 1|5: if w2 != 0x64 goto pc-4", false)]
    [InlineData("2: w2 += 1|3: goto pc-2", false)]
    public void LoopsThatEndByWhatTheyReadAreFound(string code, bool isReadAnew)
        => Assert.Equal(isReadAnew,
            LoopExits.AreReadAnew([.. code.Split('|').Select(static line => line.Split(": ")).Select(static part => (int.Parse(part[0]), $"(00) {part[1]}"))]));

    [Theory]
    [InlineData("value.Value.Counts[index]++;", "if w7 > 0x7 goto pc-6", "index 8 24")]
    [InlineData("record.Value.Bytes[s_table[i] & 15] = 1;", "if r1 >= 0x10 goto pc+9", "s_table[i] & 15 16 24")]
    // The branch may be meant, or be about either of two.
    [InlineData("if (value.Value.Counts[index] > 7) return 0;", "if w7 > 0x7 goto pc-6", null)]
    [InlineData("x.Value.A[i] = x.Value.A[j];", "if w7 > 0x7 goto pc-6", null)]
    [InlineData("n = i > 7 ? 0 : x[i];", "if w7 > 0x7 goto pc-6", null)]
    [InlineData("value.Value.Count++;", "if w7 > 0x7 goto pc-6", null)]
    [InlineData("value.Value.Counts[index]++;", "if w7 s> 0x7 goto pc-6", null)]
    public void IndexesThatEndTheProgramAreFoundInTheLine(string statement, string branch, string? found)
    {
        TraceFrame frame = new(null, null);
        TraceStep[] path = [new(15, branch, "", frame), new(10, "w0 = 0", "", frame), new(11, "exit", "", frame)];
        ImplicitExit? exit = ImplicitExit.Find(path, _ => new SourceLocation("a.cs", 3, 5, statement) { Indentation = 4 });
        Assert.Equal(found, exit is null ? null : $"{exit.Index} {exit.Limit} {exit.Location.Column}");
    }

    [Theory]
    [InlineData("fp", "a variable on the stack")]
    [InlineData("map_value, ptr_", "a value of a map or a kernel object")]
    [InlineData("ptr_, trusted_ptr_, rcu_ptr_", "a kernel object")]
    [InlineData("trusted_ptr_task_struct", "a pointer to the kernel's struct task_struct")]
    [InlineData("scalar, fp, map_key", "a number, a variable on the stack or a key of a map")]
    [InlineData("something_new", "'something_new'")]
    public void KindsOfValuesAreSaidInPlainWords(string kinds, string words) => Assert.Equal(words, RegisterKinds.Describe(kinds));
}
