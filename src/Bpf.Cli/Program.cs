using System.CommandLine;
using Bpf.Cli;
using Bpf.Cli.Attach;

RootCommand root = new("Looks into BPF objects, loads and attaches them, disassembles them, and says what the kernel can do.")
{
    InspectCommand.Create(),
    LoadCommand.Create(),
    AttachCommand.Create(),
    DisassembleCommand.Create(),
    FeaturesCommand.Create(),
};
return root.Parse(args).Invoke();
