using System.CommandLine;
using Bpf.Cli;

RootCommand root = new("Looks into BPF objects, loads them, disassembles them, and says what the kernel can do.")
{
    InspectCommand.Create(),
    LoadCommand.Create(),
    DisassembleCommand.Create(),
    FeaturesCommand.Create(),
};
return root.Parse(args).Invoke();
