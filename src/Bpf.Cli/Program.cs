using System.CommandLine;
using System.CommandLine.Parsing;
using Bpf.Cli;
using Bpf.Cli.Attach;
using Bpf.Cli.Stacks;
using Bpf.Cli.Verify;

const int UsageError = 2;

// The kernel may take seconds to detach after Ctrl+C.
TimeSpan longestTermination = TimeSpan.FromMinutes(1);
Console.SetOut(new PlainTextWriter(StandardStream.Output()));
Console.SetError(new PlainTextWriter(StandardStream.Error()));
RootCommand root = new("""
    Inspects, loads, verifies, attaches and disassembles BPF objects, reports what the kernel supports, and shows what processes
    wait for.
    Exit code: 0 on success, 1 on failure, 2 for an invalid command line.
    """)
{
    InspectCommand.Create(),
    LoadCommand.Create(),
    VerifyCommand.Create(),
    AttachCommand.Create(),
    DisassembleCommand.Create(),
    FeaturesCommand.Create(),
    TypesCommand.Create(),
    BtfCommand.Create(),
    StacksCommand.Create(),
    DoctorCommand.Create(),
    ExplainCommand.Create(),
};
ParseResult command = root.Parse(args);
if (command.Errors.Count == 0)
{
    return Errors.Guard(json: false, "bpf",
        () => command.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = longestTermination }));
}

foreach (var error in command.Errors)
{
    Console.Error.WriteLine($"bpf: {error.Message}");
}

List<string> path = [];
for (SymbolResult? result = command.CommandResult; result is CommandResult { Command: var named } && named != root; result = result.Parent)
{
    path.Insert(0, named.Name + " ");
}

Console.Error.WriteLine($"See: bpf {string.Concat(path)}--help");
return UsageError;
