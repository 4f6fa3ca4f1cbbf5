using System.Diagnostics;
using System.Globalization;

namespace HecateDaemon.Benchmarks;

/// <summary>
/// <c>hecate-daemon lint</c> over 6,000 manifests beside a program that only parses the same files with the same library,
/// on one processor and on all, in turn. The limits are those of the issue that asked for them.
/// </summary>
internal static class LintFiles
{
    private const int Files = 6000;
    private const int Runs = 7;
    private const double RatioLimit = 1.3;
    private const double PeakLimitMb = 96;

    public static bool Run(string daemon, string bareParse)
    {
        var folder = Directory.CreateTempSubdirectory("hb-lint-").FullName;
        try
        {
            WriteManifests(folder, Files);
            var runs = Enumerable.Range(0, Runs + 1).Select(_ => (
                Lint: Measure(daemon, "lint", folder),
                OnOne: Measure(bareParse, folder, "1"),
                OnAll: Measure(bareParse, folder, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)))).Skip(1).ToList();
            var (lint, one, all) = (Median(runs.Select(r => r.Lint)), Median(runs.Select(r => r.OnOne)), Median(runs.Select(r => r.OnAll)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

                lint of {Files} files, medians of {Runs} runs each   lint   parse on one   ratio   parse on all   ratio   limit
                wall, ms                                 {lint.Ms,9:F0}   {one.Ms,12:F0}   {lint.Ms / one.Ms,5:F2}   {all.Ms,12:F0}   {lint.Ms / all.Ms,5:F2}   {RatioLimit:F1}
                processor time, ms                       {lint.CpuMs,9:F0}   {one.CpuMs,12:F0}   {lint.CpuMs / one.CpuMs,5:F2}   {all.CpuMs,12:F0}   {lint.CpuMs / all.CpuMs,5:F2}
                resident at most, MiB                    {lint.PeakMb,9:F1}   {one.PeakMb,12:F1}           {all.PeakMb,12:F1}           {PeakLimitMb:F0}
                """));
            return lint.Ms < RatioLimit * one.Ms && lint.PeakMb < PeakLimitMb;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A third each of workloads, HelmReleases and what no rule speaks of; one in ten is guilty.</summary>
    internal static void WriteManifests(string folder, int files)
    {
        for (var i = 0; i < files; i++)
        {
            var app = Directory.CreateDirectory(Path.Combine(folder, $"app-{i / 6:D4}")).FullName;
            var tag = i % 10 == 0 ? "latest" : $"1.{i % 7}.{i % 11}";
            File.WriteAllText(Path.Combine(app, $"object-{i}.yaml"), (i % 3) switch
            {
                0 => Workload(i, tag),
                1 => Release(i, tag),
                _ => Other(i),
            });
        }
    }

    private static string Workload(int i, string tag) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: app-{{i}}
          namespace: shop
          labels:
            app.kubernetes.io/name: app-{{i}}
        spec:
          replicas: 3
          strategy:
            type: RollingUpdate
          selector:
            matchLabels:
              app.kubernetes.io/name: app-{{i}}
          template:
            metadata:
              labels:
                app.kubernetes.io/name: app-{{i}}
            spec:
              containers:
                - name: app
                  image: ghcr.io/org/app-{{i}}:{{tag}}
                  imagePullPolicy: IfNotPresent
                  ports:
                    - name: http
                      containerPort: 8080
                  env:
                    - name: LOG_LEVEL
                      value: info
                    - name: PASSWORD
                      valueFrom:
                        secretKeyRef: { name: app-{{i}}, key: password }
                  resources:
                    requests: { cpu: 100m, memory: 64Mi }
                    limits: { memory: 128Mi }
        """;

    private static string Release(int i, string tag) => $$"""
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: app-{{i}}
          namespace: shop
        spec:
          interval: 30m
          chart:
            spec:
              chart: app-template
              version: 3.1.0
              sourceRef: { kind: HelmRepository, name: charts, namespace: flux-system }
          values:
            controllers:
              app:
                containers:
                  app:
                    image:
                      repository: ghcr.io/org/app-{{i}}
                      tag: {{tag}}
                    env:
                      TZ: Europe/Brussels
                    probes:
                      liveness: { enabled: true }
            service:
              app:
                controller: app
                ports:
                  http: { port: 8080 }
        """;

    private static string Other(int i) => $$"""
        apiVersion: v1
        kind: Service
        metadata:
          name: app-{{i}}
          namespace: shop
        spec:
          selector:
            app.kubernetes.io/name: app-{{i}}
          ports:
            - name: http
              port: 80
              targetPort: http
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: app-{{i}}
        spec:
          rules:
            - host: app-{{i}}.example.org
              http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend: { service: { name: app-{{i}}, port: { name: http } } }
        """;

    internal static MeasuredRun Measure(string executable, params string[] arguments)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(executable, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var (peak, cpu) = (0.0, 0.0);
        do
        {
            (peak, cpu) = (Math.Max(peak, PeakMb(process.Id)), Math.Max(cpu, CpuMs(process)));
        }
        while (!process.WaitForExit(5));

        return new(Stopwatch.GetElapsedTime(begun).TotalMilliseconds, cpu, peak);
    }

    /// <summary>Zero once the process has ended: what it used is gone with it.</summary>
    private static double CpuMs(Process process)
    {
        try
        {
            return process.TotalProcessorTime.TotalMilliseconds;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or IOException)
        {
            return 0;
        }
    }

    /// <summary>Zero once the process has ended.</summary>
    private static double PeakMb(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    internal static MeasuredRun Median(IEnumerable<MeasuredRun> runs)
    {
        var all = runs.ToList();
        return new(
            all.Select(r => r.Ms).Order().ElementAt(all.Count / 2),
            all.Select(r => r.CpuMs).Order().ElementAt(all.Count / 2),
            all.Max(r => r.PeakMb));
    }
}

/// <summary>Milliseconds from start to end, those of processors in between, and MiB resident at most.</summary>
internal sealed record MeasuredRun(double Ms, double CpuMs, double PeakMb);
