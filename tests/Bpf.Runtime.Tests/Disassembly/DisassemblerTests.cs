using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Runtime.Tests.Disassembly;

public sealed partial class DisassemblerTests
{
    [Fact]
    public void EveryInstructionMatchesLlvmObjdump()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("bpf-disassembly-");
        try
        {
            string source = Path.Combine(AppContext.BaseDirectory, "Disassembly", "every-instruction.s");
            string assembled = Path.Combine(directory.FullName, "all.o");
            Tool.Run("llvm-mc-19", "-triple", "bpfel", "-mcpu=v4", "--filetype=obj", "-o", assembled, source);
            List<(byte[] Bytes, string Text)> expected = Parse(Tool.Run("llvm-objdump-19", "-d", "--mcpu=v4", assembled));

            Assert.True(expected.Count > 80);
            Assert.All(expected, line =>
            {
                string text = Disassembler.Format(MemoryMarshal.Cast<byte, BpfInstruction>(line.Bytes), out int length);
                Assert.Equal(line.Text, text);
                Assert.Equal(line.Bytes.Length / 8, length);
            });
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void DecoderNeverFailsOnAnyEncoding()
    {
        for (int opcode = 0; opcode < 256; opcode++)
        {
            foreach (int immediate in (int[])[0, -1, int.MinValue, 0xE1, 0x100, 0x110])
            {
                BpfInstruction instruction = new((byte)opcode, 15, 15, short.MinValue, immediate);
                Assert.NotEmpty(Disassembler.Format([instruction], out int length));
                Assert.Equal(1, length);
            }
        }
    }

    [Fact]
    public void ListingHasIndexBytesTextAndComment()
    {
        StringWriter output = new();
        BpfInstruction[] program = [new(0x18, 1, 0, 0, -1), new(0, 0, 0, 0, 0), new(0xB7, 0, 0, 0, 0), new(0x95, 0, 0, 0, 0)];
        Disassembler.Write(program, output, index => index == 2 ? "Probe.cs:7" : null);

        string[] lines = output.ToString().Split('\n');
        Assert.Equal("       0:\t18 01 00 00 ff ff ff ff 00 00 00 00 00 00 00 00\tr1 = 0xffffffff ll", lines[0]);
        Assert.Equal("       2:\tb7 00 00 00 00 00 00 00\tr0 = 0x0\t; Probe.cs:7", lines[1]);
        Assert.Equal("       3:\t95 00 00 00 00 00 00 00\texit", lines[2]);
    }

    private static List<(byte[] Bytes, string Text)> Parse(string listing)
    {
        List<(byte[], string)> lines = [];
        foreach (Match match in ListingLine().Matches(listing))
        {
            byte[] bytes = [.. match.Groups[1].Value.Split(' ').Select(value => byte.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            // The label of a branch target depends on symbols; the distance before it comes from the instruction.
            lines.Add((bytes, BranchLabel().Replace(match.Groups[2].Value, "")));
        }

        return lines;
    }

    [GeneratedRegex(@"^\s+\d+:\t((?:[0-9a-f]{2} ?)+)\t(.*)$", RegexOptions.Multiline)]
    private static partial Regex ListingLine();

    [GeneratedRegex(@" <\S+>$")]
    private static partial Regex BranchLabel();
}
