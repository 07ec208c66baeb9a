using System.CommandLine;
using System.Text.Json;
using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>The command <c>bpf disasm FILE [PROGRAM]</c>.</summary>
internal static class DisassembleCommand
{
    public static Command Create()
    {
        Argument<string> file = CommonOptions.File();
        Argument<string?> name = new("program") { Description = "Show only this program.", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> chosen = CommonOptions.Object();
        Option<bool> json = CommonOptions.Json();
        Command command = new("disasm",
            "Show the instructions of programs like llvm-objdump, with the names of helpers, functions, maps and variables, and with source lines.") { file,
            name, chosen, json };
        command.SetAction(result => Errors.Guard(result.GetValue(json), result.GetValue(file)!, () =>
        {
            string path = result.GetValue(file)!;
            string? wanted = result.GetValue(name);
            bool found = wanted is null;
            List<string> names = [];
            foreach (ObjectSource source in ObjectSource.Open(path, result.GetValue(chosen)))
            {
                ObjectDescription target = ObjectDescription.Read(source.Contents, source.Name, new ObjectReadOptions { Dialect = BpfDialect.Cilium });
                foreach (ProgramDescription program in target.Programs)
                {
                    names.Add(program.Name);
                    if (wanted is not null && program.Name != wanted)
                    {
                        continue;
                    }

                    found = true;
                    Write(target, program, result.GetValue(json));
                }
            }

            return found ? 0 : throw new BpfException("find program", wanted!, null,
                $"'{path}' has {(names.Count == 0 ? "no programs" : string.Join(", ", names))}.");
        }));
        return command;
    }

    private static void Write(ObjectDescription target, ProgramDescription program, bool json)
    {
        StringWriter text = new();
        program.WriteAssembly(text);
        if (json)
        {
            DisassemblyReport report = new(target.Name, program.Name, program.Section, text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Console.WriteLine(JsonSerializer.Serialize(report, DisassemblyJson.Default.DisassemblyReport));
            return;
        }

        Console.WriteLine($"{program.Name} ({program.Section}):");
        Console.Write(text);
    }
}
