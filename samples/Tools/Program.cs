using System.CommandLine;
using Samples;
using Samples.Tools;

RootCommand root = new("Tracing tools, each of them one file. The first argument is the name of the tool.");
Tool[] tools =
[
    new BioLatencyTool(), new CacheStatTool(), new DenyOpenTool(), new ExecSnoopTool(), new ExitSnoopTool(), new FileTopTool(), new OffCpuTimeTool(),
    new OpenSnoopTool(), new ProfileTool(), new RunQLatTool(), new SysCountTool(), new TasksTool(), new TcpLifeTool(), new TcpTopTool(), new VfsStatTool(),
];
foreach (Tool tool in tools)
{
    root.Subcommands.Add(tool.CreateCommand());
}

return SampleCommandLine.Invoke(root, args);
