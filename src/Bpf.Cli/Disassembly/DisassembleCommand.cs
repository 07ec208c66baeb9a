using System.CommandLine;
using System.Text.Json;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>bpf disasm FILE [PROGRAM]</summary>
internal static class DisassembleCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.File();
        Argument<string?> name = new("program") { Description = "Only this program.", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> chosen = CommonOptions.Object();
        Option<bool> json = CommonOptions.Json();
        Command command = new("disasm", "Show the instructions of programs as llvm-objdump does, with the names of helpers, functions, maps and variables, and with source lines.") { file, name, chosen, json };
        command.SetAction(result => Errors.Guard(result.GetValue(json), result.GetValue(file)!, () =>
        {
            string path = result.GetValue(file)!;
            string? wanted = result.GetValue(name);
            bool found = wanted is null;
            List<string> names = [];
            foreach (ObjectSource source in ObjectSource.Open(path, result.GetValue(chosen)))
            {
                using BpfObject target = BpfObject.Open(source.Contents, source.Name, new BpfObjectOptions { Dialect = BpfDialect.Cilium });
                foreach (BpfProgram program in target.Programs)
                {
                    names.Add(program.Name);
                    if (wanted is not null && program.Name != wanted)
                        continue;

                    found = true;
                    Write(target, program, result.GetValue(json));
                }
            }

            return found ? 0 : throw new BpfException("find program", wanted!, null, $"'{path}' has {(names.Count == 0 ? "no programs" : string.Join(", ", names))}.");
        }));
        return command;
    }

    private static void Write(BpfObject target, BpfProgram program, bool json)
    {
        StringWriter text = new();
        string? last = null;
        OperandNames names = new(program);
        Disassembler.Write(program.Instructions, text, index =>
        {
            string? line = program.SourceOf(index)?.ToString();
            string? source = line == last ? null : line;
            last = line;
            string? name = names.Of(index);
            return name is null || source is null ? name ?? source : $"{name}; {source}";
        });
        if (json)
        {
            DisassemblyReport report = new(target.Name, program.Name, program.SectionName, text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Console.WriteLine(JsonSerializer.Serialize(report, DisassemblyJson.Default.DisassemblyReport));
            return;
        }

        Console.WriteLine($"{program.Name} ({program.SectionName}):");
        Console.Write(text);
    }
}
