using System.CommandLine;
using Samples;
using Samples.Tools;

RootCommand root = new("Tracing tools, each of them one file. The first argument is the name of the tool.");
foreach (Tool tool in new Tool[] { new ExecSnoopTool(), new ExitSnoopTool(), new SysCountTool(), new TasksTool() })
{
    root.Subcommands.Add(tool.CreateCommand());
}

return SampleCommandLine.Invoke(root, args);
