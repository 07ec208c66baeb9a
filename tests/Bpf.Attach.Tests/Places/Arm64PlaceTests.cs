using Bpf.Runtime;
using Bpf.Runtime.Attach.Cost;
using Bpf.Runtime.Attach.Places;

namespace Bpf.Attach.Tests.Places;

/// <summary>Places in aarch64 code, on any machine: how the kernel handles an instruction, and where a probe would break the target.</summary>
public sealed class Arm64PlaceTests(AssembledArm64 code) : IClassFixture<AssembledArm64>
{
    public static TheoryData<string, UprobeCost> Instructions { get; } = new()
    {
        { "nop", UprobeCost.Emulated },
        { "b .+8", UprobeCost.Emulated },
        { "bl .+8", UprobeCost.Emulated },
        { "b.eq .+8", UprobeCost.Emulated },
        { "cbz x0, .+8", UprobeCost.Emulated },
        { "tbnz x0, #5, .+8", UprobeCost.Emulated },
        { "br x16", UprobeCost.Emulated },
        { "blr x16", UprobeCost.Emulated },
        { "ret x1", UprobeCost.Emulated },
        { "adr x0, .+4", UprobeCost.Emulated },
        { "adrp x0, .", UprobeCost.Emulated },

        // Kernels before 6.12 read the literal relative to their own copy of the instruction.
        { "ldr x0, .+8", UprobeCost.Refused },
        { "ldr w0, .+8", UprobeCost.Refused },
        { "ldrsw x0, .+8", UprobeCost.Refused },
        { "prfm pldl1keep, .+8", UprobeCost.Refused },

        // The kernel would accept these and step them at an address where the literal is not.
        { "ldr d0, .+8", UprobeCost.Refused },
        { "ldr q0, .+8", UprobeCost.Refused },
        { "bc.eq .+8", UprobeCost.Refused },

        { "ldxr x1, [x0]", UprobeCost.Refused },
        { "ldaxr w1, [x0]", UprobeCost.Refused },
        { "ldxp x1, x2, [x0]", UprobeCost.Refused },
        { "stxr w2, x1, [x0]", UprobeCost.Refused },
        { "stlxrb w2, w1, [x0]", UprobeCost.Refused },
        { "svc #0", UprobeCost.Refused },
        { "brk #1", UprobeCost.Refused },
        { "hlt #1", UprobeCost.Refused },
        { "eret", UprobeCost.Refused },
        { "msr tpidr_el0, x0", UprobeCost.Refused },
        { "msr daifset, #2", UprobeCost.Refused },
        { "mrs x0, daif", UprobeCost.Refused },
        { "retaa", UprobeCost.Refused },
        { "retab", UprobeCost.Refused },
        { "braaz x1", UprobeCost.Refused },
        { "blrabz x1", UprobeCost.Refused },
        { "braa x1, x2", UprobeCost.Refused },
        { "blrab x1, x2", UprobeCost.Refused },
        { "autiasp", UprobeCost.Refused },
        { "yield", UprobeCost.Refused },
        { "wfe", UprobeCost.Refused },
        { "cpyfp [x0]!, [x1]!, x2!", UprobeCost.Refused },
        { "setm [x0]!, x1!, x2", UprobeCost.Refused },

        { "paciasp", UprobeCost.SingleStepped },
        { "pacibsp", UprobeCost.SingleStepped },
        { "xpaclri", UprobeCost.SingleStepped },
        { "bti c", UprobeCost.SingleStepped },
        { "bti jc", UprobeCost.SingleStepped },
        { "stp x29, x30, [sp, #-16]!", UprobeCost.SingleStepped },
        { "mov x29, sp", UprobeCost.SingleStepped },
        { "ldr x0, [x1, #8]", UprobeCost.SingleStepped },
        { "ldr q0, [x1]", UprobeCost.SingleStepped },
        { "ldar x1, [x0]", UprobeCost.SingleStepped },
        { "stlr x1, [x0]", UprobeCost.SingleStepped },
        { "cas x0, x1, [x2]", UprobeCost.SingleStepped },
        { "ldadd x0, x1, [x2]", UprobeCost.SingleStepped },
        { "mrs x0, tpidr_el0", UprobeCost.SingleStepped },
        { "dmb ish", UprobeCost.SingleStepped },
        { "fmov d0, #1.0", UprobeCost.SingleStepped },
    };

    [Theory]
    [MemberData(nameof(Instructions))]
    public void InstructionCostMatchesHowTheKernelExecutesThem(string instruction, UprobeCost cost)
    {
        int index = Instructions.Select(row => row.Data.Item1).ToList().IndexOf(instruction);
        ulong offset = code.Symbols.Resolve($"single_{index}");
        Assert.Equal(cost, ProbedCode.CostAt(code.Symbols.File, offset));
        Assert.Equal(cost == UprobeCost.Refused ? ProbePlaceDefect.RefusedInstruction : null, new PlaceCheck(code.Symbols, needsEntry: false).AtEntry(offset)?.Defect);
    }

    [Theory]
    [InlineData("counts", 0, false, null)]
    [InlineData("counts", 1, false, ProbePlaceDefect.InsideInstruction)]
    [InlineData("counts", 2, false, ProbePlaceDefect.InsideInstruction)]
    [InlineData("counts", 4, false, null)]
    [InlineData("counts", 4, true, null)] // behind the landing pad is still the entry
    [InlineData("counts", 8, true, ProbePlaceDefect.NotAnEntry)]
    [InlineData("counts", 8, false, ProbePlaceDefect.RefusedInstruction)]
    [InlineData("counts", 12, false, ProbePlaceDefect.InsideExclusiveSequence)]
    [InlineData("counts", 16, false, ProbePlaceDefect.InsideExclusiveSequence)]
    [InlineData("counts", 20, false, null)]
    [InlineData("counts", 32, false, null)]
    [InlineData("counts", 40, false, ProbePlaceDefect.NotCode)]
    [InlineData("counts", 48, false, ProbePlaceDefect.OutsideFunction)]
    [InlineData("released", 4, false, null)]
    [InlineData("far", 4, false, ProbePlaceDefect.InsideExclusiveSequence)]
    [InlineData("far", 160, false, null)] // too far away for an exclusive sequence
    public void PlacesWithinFunctionsAreChecked(string function, int distance, bool needsEntry, ProbePlaceDefect? defect)
    {
        PlaceCheck check = new(code.Symbols, needsEntry);
        ulong start = code.Symbols.Resolve(function);
        Assert.Equal(defect, check.InFunction(function, start, (ulong)distance)?.Defect);
        if (defect != ProbePlaceDefect.OutsideFunction)
        {
            Assert.Equal(defect, check.AtOffset(start + (ulong)distance)?.Defect);
        }
    }
}
