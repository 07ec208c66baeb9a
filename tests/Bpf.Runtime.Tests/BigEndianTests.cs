using Bpf.Objects.Btf.Values;
using Bpf.Objects.Relocations;
using Bpf.Runtime.Tests.Support;

namespace Bpf.Runtime.Tests;

/// <summary>Objects of the opposite byte order: they can be inspected, and Load explains why it refuses them.</summary>
public class BigEndianTests
{
    [Theory]
    [InlineData("globals")]
    [InlineData("subprograms")]
    [InlineData("maps")]
    [InlineData("core")]
    [InlineData("externs")]
    [InlineData("struct_ops")]
    [InlineData("thirty")]
    public void MatchesTheLittleEndianObject(string name)
        => Assert.Equal(Describe(CObject.Compile(name)), Describe(CObject.Compile(name, "-mbig-endian")));

    [Fact]
    public void LoadExplainsTheFailure()
    {
        using BpfObject target = BpfObject.Open(CObject.Compile("globals", "-mbig-endian"), "foreign");
        string message = Assert.Throws<BpfObjectFormatException>(target.Load).Message;
        Assert.Contains("foreign", message);
        Assert.Contains("big-endian", message);
    }

    private static List<string> Describe(byte[] bytes)
    {
        using BpfObject target = BpfObject.Open(bytes, "object");
        List<string> lines = [$"{target.Name} {target.License} {target.File.Btf?.EndId}"];
        foreach (BpfProgram program in target.Programs)
        {
            lines.Add($"program {program.Name} {program.SectionName} {program.Type} {program.SourceOf(0)}");
            for (int i = 0; i < program.Instructions.Length;)
            {
                lines.Add(Disassembler.Format(program.Instructions[i..], out int length));
                i += length;
            }
        }

        foreach (BpfMap map in target.Maps)
        {
            lines.Add($"map {map.Name} {map.Type} {map.KeySize} {map.ValueSize} {map.MaxEntries} {map.Flags} {string.Join(',', map.Definition?.InitialSlots ?? [])}");
        }

        foreach (string section in target.Globals.Sections)
        {
            lines.AddRange(target.Globals.VariablesOf(section).Select(variable => $"variable {section} {variable.Name} {variable.Size}"));
        }

        lines.AddRange(target.File.Externs.Select(symbol => $"extern {symbol.Name} {symbol.Kind} {symbol.IsWeak}"));
        foreach ((string section, ReadOnlyMemory<byte> records) in target.File.Extension!.Core.Sections)
        {
            for (int i = 0; i < records.Length; i += target.File.Extension.Core.RecordSize)
            {
                CoreRelocation relocation = CoreRelocation.Read(records.Span[i..]);
                lines.Add($"core {section} {relocation.InstructionOffset} {relocation.Kind} {CoreSpec.Parse(target.File.Btf!, relocation).Describe()}");
            }
        }

        return lines;
    }
}
