using System.Runtime.InteropServices;
using Bpf.Objects.Btf.Values;
using Bpf.Objects.Code;
using Bpf.Objects.Elf;
using Bpf.Runtime;
using Bpf.Runtime.Attach.Cost;
using Iced.Intel;

namespace Bpf.Attach.Tests.Places;

/// <summary>Instruction lengths, compared with a complete decoder.</summary>
[Trait("Category", "Quick")]
public sealed class X64DecoderTests
{
    public static TheoryData<string> Libraries
    {
        get
        {
            string runtime = RuntimeEnvironment.GetRuntimeDirectory();
            string[] found = [.. Directory.GetFiles(runtime, "*.so"), "/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libcrypto.so.3", "/lib/x86_64-linux-gnu/libm.so.6", "/usr/lib/x86_64-linux-gnu/libLLVM-19.so"];
            return [.. found.Where(File.Exists)];
        }
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void EveryInstructionOfALibraryIsDecodedWithItsLength(string path)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The libraries of this machine have other instructions.");
        (int count, string? difference) = Compare(path);
        Assert.Null(difference);
        Assert.True(count > 10, $"{path} has {count} instructions");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RandomBytesAreDecodedWithTheCorrectLength(bool is64Bit)
    {
        Random random = new(7);
        byte[] code = new byte[16];
        byte[] starts = [0x0F, 0x66, 0xF3, 0xF2, 0x48, 0x67, 0xC4, 0xC5, 0x62, 0x8F];
        for (int i = 0; i < 1_000_000; i++)
        {
            random.NextBytes(code);
            if (i % 2 == 0)
            {
                code[0] = starts[random.Next(starts.Length)];
            }

            Decoder decoder = Decoder.Create(is64Bit ? 64 : 32, code);
            decoder.Decode(out Instruction expected);
            // Instructions of processors that ran no 64-bit Linux.
            if (expected.IsInvalid || expected.Code.CpuidFeatures().Any(feature => feature is CpuidFeature.KNC or CpuidFeature.CYRIX_FPU))
            {
                continue;
            }

            int length = X64Decoder.TryDecode(code, is64Bit, out X64Instruction instruction) ? instruction.Length : 0;
            Assert.True(expected.Length == length, $"{Convert.ToHexString(code)}: {expected} has {expected.Length} bytes, not {length}");
        }
    }

    [Fact]
    public void TruncatedCodeIsNotAnInstruction()
    {
        Assert.False(X64Decoder.TryDecode([], true, out _));
        Assert.False(X64Decoder.TryDecode([0x48], true, out _));
        Assert.False(X64Decoder.TryDecode([0xE8, 0, 0, 0], true, out _));
        Assert.False(X64Decoder.TryDecode([0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90], true, out _));
    }

    /// <summary>What kernel 6.18 returned for a probe on each instruction.</summary>
    [Theory]
    [InlineData("55", UprobeCost.Emulated)]
    [InlineData("0f1f440000", UprobeCost.NopOptimized)]
    [InlineData("f30f1efa", UprobeCost.SingleStepped)]
    [InlineData("0f05", UprobeCost.SingleStepped)] // syscall
    [InlineData("c5f877", UprobeCost.SingleStepped)] // vzeroupper
    [InlineData("c5fd6fc0", UprobeCost.Refused)] // vmovdqa: its opcode without VEX would be outs
    [InlineData("c5f1efc9", UprobeCost.Refused)] // vpxor
    [InlineData("62f1fe486fc0", UprobeCost.Refused)]
    [InlineData("c5f857c0", UprobeCost.SingleStepped)] // vxorps
    [InlineData("f0480fc100", UprobeCost.Refused)] // lock xadd
    [InlineData("662e0f1f840000000000", UprobeCost.Refused)] // nop with a cs prefix
    [InlineData("660f1f440000", UprobeCost.SingleStepped)]
    [InlineData("2e90", UprobeCost.Refused)]
    [InlineData("648b042500000000", UprobeCost.SingleStepped)]
    [InlineData("66e800000000", UprobeCost.Refused)]
    [InlineData("667000", UprobeCost.Refused)]
    [InlineData("8ed0", UprobeCost.Refused)] // mov ss
    [InlineData("8ec0", UprobeCost.SingleStepped)]
    [InlineData("cc", UprobeCost.Refused)]
    [InlineData("f4", UprobeCost.Refused)]
    [InlineData("ec", UprobeCost.Refused)] // in
    [InlineData("cf", UprobeCost.Refused)] // iret
    [InlineData("cb", UprobeCost.SingleStepped)] // far return
    public void InstructionVerdictMatchesTheKernel(string code, UprobeCost cost)
        => Assert.Equal(cost, X64Instructions.CostOf([.. Convert.FromHexString(code), .. new byte[8]]));

    private static (int Count, string? Difference) Compare(string path)
    {
        ElfFile file = new(File.ReadAllBytes(path), path);
        int count = 0;
        foreach (ref readonly ElfSection section in file.Sections)
        {
            if ((section.Flags & 4) == 0) // SHF_EXECINSTR
            {
                continue;
            }

            byte[] code = [.. file.ContentsOf(section)];
            Decoder decoder = Decoder.Create(64, new ByteArrayCodeReader(code), section.Address);
            for (int at = 0; at < code.Length;)
            {
                decoder.Decode(out Instruction expected);
                if (expected.IsInvalid)
                {
                    // Tables between functions: continue after the byte that cannot start an instruction.
                    at++;
                    decoder = Decoder.Create(64, new ByteArrayCodeReader(code, at, code.Length - at), section.Address + (ulong)at);
                    continue;
                }

                int length = X64Decoder.TryDecode(code.AsSpan(at), true, out X64Instruction instruction) ? instruction.Length : 0;
                if (length != expected.Length)
                {
                    return (count, $"{file.NameOf(section)}+0x{at:x}: {Convert.ToHexString(code.AsSpan(at, Math.Min(15, code.Length - at)))} {expected}: {expected.Length} bytes, not {length}");
                }

                at += length;
                count++;
            }
        }

        return (count, null);
    }
}
