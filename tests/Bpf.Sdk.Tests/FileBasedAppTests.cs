namespace Bpf.Sdk.Tests;

public class FileBasedAppTests(PackageFeed feed)
{
    [Fact]
    public void FileWithAPackageLineRuns()
    {
        string directory = feed.CreateDirectory("app");
        string source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Consumer/app.cs"));
        File.WriteAllText(Path.Combine(directory, "app.cs"), source.Replace("PACKAGE_VERSION", PackageFeed.Version, StringComparison.Ordinal));

        for (int run = 0; run < 2; run++)
        {
            CommandResult result = Command.DotNet(directory, "run", "app.cs").Succeed();
            Assert.Contains("OnAbs uprobe/libc:labs", result.Output, StringComparison.Ordinal);
        }
        Command.DotNet(directory, "clean", "app.cs");
    }
}
