using System.Text;
using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>Functions that run when a program throws (kernel 6.7). A declaration tag of the program names them; no instruction refers to them.</summary>
internal sealed class ExceptionCallbacks
{
    private readonly Dictionary<string, FunctionCode> _byProgram = [];

    /// <exception cref="BpfObjectFormatException">A tag does not name a function in section '.text'.</exception>
    public ExceptionCallbacks(ObjectFile file)
    {
        if (file.Btf is not { } types || types.StringBytes.IndexOf("exception_callback:"u8) < 0)
        {
            return;
        }

        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            BtfType tag = types[id];
            if (tag is { Kind: BtfKind.DeclarationTag, TagComponent: -1, Referenced.Kind: BtfKind.Function } && tag.Name.StartsWith("exception_callback:"u8))
            {
                Add(file, tag.Referenced.NameText, Encoding.UTF8.GetString(tag.Name["exception_callback:".Length..]));
            }
        }
    }

    /// <summary>Returns the callback of a program; empty when it has none.</summary>
    public IReadOnlyList<FunctionCode> Of(in FunctionCode program) => _byProgram.TryGetValue(program.Name, out FunctionCode function) ? [function] : [];

    private void Add(ObjectFile file, string program, string callback)
    {
        int found = Array.FindIndex(file.Functions, function => function.Name == callback && file.Code[function.SectionIndex]!.HoldsSubprograms);
        if (found < 0)
        {
            throw new BpfObjectFormatException(
                $"{file.Name}:{program}",
                $"Its exception callback '{callback}' is not a function in section '.text'; declare it as a global function without SEC.");
        }

        if (!_byProgram.TryAdd(program, file.Functions[found]))
        {
            throw new BpfObjectFormatException($"{file.Name}:{program}", "It has two exception callbacks.");
        }
    }
}
