using Bpf.Symbols.DotNet;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>Processes whose files, code and life change while they are looked at.</summary>
public sealed class ChangingProcessTests
{
    private const string PerfMap = "DOTNET_PerfMapEnabled=3";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AssembliesThatAreGoneAreReadFromMemory(bool isReplaced)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("guest-");
        try
        {
            foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(GuestBuild.FrameworkAssembly)!))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            using GuestProcess guest = new(GuestForm.Framework, [PerfMap], folder: folder.FullName);
            string assembly = Path.Combine(folder.FullName, Path.GetFileName(GuestBuild.FrameworkAssembly));
            File.Delete(assembly);
            if (isReplaced)
            {
                File.Copy(typeof(ChangingProcessTests).Assembly.Location, assembly);
            }

            PerfMapComparison comparison = new(guest.Id, PerfMapEntry.Read(guest.PerfMap));
            Assert.Equal([], comparison.Differences);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void CodeOfLaterEpochsIsFound()
    {
        using GuestProcess guest = new(GuestForm.Framework, [PerfMap]);
        using ProcessMemory memory = ProcessMemory.Open(guest.Id);
        using DotNetResolver resolver = DotNetResolver.Open(guest.Id, memory, ProcessMaps.Read(guest.Id));
        IReadOnlyList<PerfMapEntry> before = PerfMapEntry.Read(guest.PerfMap);
        Assert.All(before, entry => Assert.True(resolver.TryResolve(entry.Start, out CodeSymbol? symbol) && symbol.IsNamed, entry.Text));

        guest.Exchange("emit");
        memory.Refresh();
        resolver.Refresh();
        PerfMapEntry[] later = [.. PerfMapEntry.Read(guest.PerfMap).Skip(before.Count)];
        Assert.True(later.Count(entry => entry.Assembly == "EmittedAssembly") >= 20);
        Assert.Contains(later, entry => entry.RawName == "DynamicDouble");
        Assert.All(later, entry => Assert.True(resolver.TryResolve(entry.Start, out CodeSymbol? symbol)
            && symbol.RawName.StartsWith(entry.RawName, StringComparison.Ordinal), $"{entry.Text}: {symbol?.RawName}"));
    }

    [Fact]
    public void WhatWasNamedStaysNamedWhenTheProcessExits()
    {
        GuestProcess guest = new(GuestForm.Framework, [PerfMap]);
        using ProcessMemory memory = ProcessMemory.Open(guest.Id);
        using DotNetResolver resolver = DotNetResolver.Open(guest.Id, memory, ProcessMaps.Read(guest.Id));
        IReadOnlyList<PerfMapEntry> entries = PerfMapEntry.Read(guest.PerfMap);
        int half = entries.Count / 2;
        CodeSymbol[] named = [.. entries.Take(half).Select(entry => Assert.IsType<CodeSymbol>(resolver.TryResolve(entry.Start, out CodeSymbol? symbol) ? symbol : null))];
        guest.Dispose();
        memory.Refresh();
        resolver.Refresh();
        for (int i = 0; i < half; i++)
        {
            Assert.True(resolver.TryResolve(entries[i].Start + entries[i].Size - 1, out CodeSymbol? symbol));
            Assert.Same(named[i], symbol);
        }

        Assert.All(entries.Skip(half), entry => Assert.False(resolver.TryResolve(entry.Start, out _)));
    }
}
