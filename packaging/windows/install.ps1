#Requires -RunAsAdministrator
<#
.SYNOPSIS
  Installs hecate-daemon.exe as a Windows service that starts with the machine, or brings it up to a newer one.
.PARAMETER From
  The folder with the published hecate-daemon.exe and the libraries beside it.
.PARAMETER To
  Where it is installed.
#>
param(
    [Parameter(Mandatory)] [string] $From,
    [string] $To = (Join-Path $env:ProgramFiles 'HecateDaemon')
)
$ErrorActionPreference = 'Stop'

$name = 'HecateDaemon'
$executable = Join-Path $To 'hecate-daemon.exe'
$data = Join-Path $env:ProgramData 'hecate'
$configuration = Join-Path $data 'daemon.json'

if (-not (Test-Path (Join-Path $From 'hecate-daemon.exe'))) { throw "there is no hecate-daemon.exe in $From" }

$service = Get-Service $name -ErrorAction SilentlyContinue
if ($service) { Stop-Service $service }
New-Item -ItemType Directory -Force $To, $data | Out-Null
Copy-Item -Recurse -Force (Join-Path $From '*') $To

# The folder holds the socket, the event log and perhaps credentials: for administrators, the system and the service.
icacls $data /inheritance:r /grant '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' '*S-1-5-19:(OI)(CI)M' | Out-Null
if ($LASTEXITCODE) { throw "the rights of $data could not be set" }
if (-not (Test-Path $configuration)) { '{}' | Set-Content -Encoding ascii $configuration }

if (-not $service) {
    # LocalService: it needs no rights on this machine beyond its folder, and the network only as a guest.
    New-Service -Name $name -DisplayName 'Hecate Daemon' -Description 'Ships software through GitOps.' `
        -BinaryPathName "`"$executable`"" -StartupType Automatic | Out-Null
    sc.exe config $name obj= 'NT AUTHORITY\LocalService' | Out-Null
    if ($LASTEXITCODE) { throw "the account of $name could not be set" }
    sc.exe failure $name reset= 86400 actions= restart/5000/restart/30000/restart/60000 | Out-Null
}
Start-Service $name
Write-Output "$name runs; its configuration is $configuration"
