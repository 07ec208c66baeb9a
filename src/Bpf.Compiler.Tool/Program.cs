using Bpf.Compiler.Tool.Output;
using System.CommandLine;
using Bpf.Compiler.Tool;

ParseResult parse = BpfcCommand.Parse(args);
if (parse.Errors.Count > 0)
{
    foreach (var error in parse.Errors)
    {
        Console.Error.WriteLine($"bpfc: {error.Message}");
    }

    Console.Error.WriteLine("bpfc: 'bpfc --help' shows the usage");
    return ExitCode.Usage;
}
return parse.Invoke();
